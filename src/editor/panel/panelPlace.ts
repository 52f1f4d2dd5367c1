import * as l10n from "@vscode/l10n";
import type { SentenceList } from "../../prose/packedSentences";
import { joinSentences } from "../../text/sentences/joinSentences";
import type { Edit } from "../../text/spans/moveSpan";
import { findTextSpan, type Prose, type Run } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";

/** The range in the document of one text that the panel shows: a selection, or the sentence at a cursor. */
export interface PanelPlace extends Span {
  readonly kind: "selection" | "sentence";
}

/**
 * The place of a text, or the two of a pair, in document order.
 *
 * @param selections - Ranges of the document; at least one. An empty range is a cursor.
 * @throws {EditorError} `no-text` for more than two.
 */
export function selectPlaces(selections: readonly Span[]): readonly PanelPlace[] {
  if (selections.length > 2) {
    throw new EditorError("no-text", l10n.t("Select one passage, or two for a pair, not {0}.", selections.length));
  }
  return [...selections]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ start, end, kind: start === end ? "sentence" : "selection" }));
}

/**
 * Reads the text at a place: the prose of a selection without its markup or, if it holds no prose, the selection
 * verbatim.
 *
 * @param readText - Reads a range of the document.
 * @throws {EditorError} `no-text` when there is nothing to read.
 */
export function readPlace(sentences: SentenceList, place: PanelPlace, readText: (span: Span) => string): Prose {
  if (place.kind === "sentence") {
    const index = sentences.findIndex(place.start);
    if (index !== undefined) return sentences.at(index);
    throw new EditorError(
      "no-text",
      l10n.t("Put the cursor in a sentence, or select a passage. There is no prose here."),
    );
  }
  const prose = readSelectedProse(sentences, place);
  if (prose) return prose;
  const text = readText(place);
  if (text.trim() === "") throw new EditorError("no-text", l10n.t("The selection holds no text."));
  const run = { textStart: 0, start: place.start, length: text.length };
  return { text, runs: [run], span: { start: place.start, end: place.end } };
}

/** The place after an edit. It grows and shrinks with edits inside it; a deleted place is empty. */
export function movePlace(place: PanelPlace, { span: { start, end }, insertedLength }: Edit): PanelPlace {
  const shift = insertedLength - (end - start);
  const move = (offset: number, isEnd: boolean) => {
    if (offset < start || (offset === start && isEnd)) return offset;
    if (offset >= end) return offset + shift;
    return isEnd ? start : start + insertedLength;
  };
  const moved = { start: move(place.start, false), end: move(place.end, true) };
  return { kind: place.kind, start: moved.start, end: Math.max(moved.start, moved.end) };
}

/** True when an edit deletes a whole place and puts nothing there. */
export function isDeletion(place: Span, { span: { start, end }, insertedLength }: Edit): boolean {
  return insertedLength === 0 && place.start < place.end && start <= place.start && place.end <= end;
}

/** True when a single place is this one. */
export function isSameSpan([first, ...more]: readonly Span[], span: Span): boolean {
  return more.length === 0 && first?.start === span.start && first.end === span.end;
}

/** The place of a deleted text after an edit that writes where it was, as an undo does; `undefined` for any other edit. */
export function findRewritten(
  place: PanelPlace,
  { span: { start, end }, insertedLength }: Edit,
): PanelPlace | undefined {
  if (place.start < place.end || insertedLength === 0 || start > place.start || place.start > end) return undefined;
  return { kind: place.kind, start, end: place.kind === "sentence" ? start : start + insertedLength };
}

function readSelectedProse(sentences: SentenceList, selection: Span): Prose | undefined {
  const from = sentences.findIndex(selection.start) ?? sentences.selectFirst(selection.start);
  const to = sentences.selectFirst(selection.end);
  if (from >= to) return undefined;
  const prose = joinSentences(Array.from({ length: to - from }, (_, i) => sentences.at(from + i)));
  const span = findTextSpan(prose, selection);
  return span && prose.text.slice(span.start, span.end).trim() !== "" ? clip(prose, span) : undefined;
}

function clip({ text, runs, span }: Prose, { start, end }: Span): Prose {
  const kept = runs.flatMap((run): Run[] => {
    const from = Math.max(start, run.textStart);
    const to = Math.min(end, run.textStart + run.length);
    return from < to ? [{ textStart: from - start, start: run.start + from - run.textStart, length: to - from }] : [];
  });
  const [first, last] = [kept[0], kept.at(-1)];
  return {
    text: text.slice(start, end),
    runs: kept,
    span: first && last ? { start: first.start, end: last.start + last.length } : span,
  };
}
