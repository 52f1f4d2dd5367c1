import * as l10n from "@vscode/l10n";
import { BLANK, type Blank, findBlank } from "../../text/spans/blank";
import type { Span } from "../../text/spans/span";
import type { Specials, Tokenizer } from "../../tokenizer/encoding";
import { quote } from "../../wording/quote";
import { checkWhole } from "../model/checkWhole";
import { TaskError } from "../model/taskError";
import { listBlanks } from "../sequences/listBlanks";
import { readMasked } from "../sequences/readMasked";
import { readSegment, type Segment } from "../sequences/readSegment";
import { selectMaskPiece } from "../sequences/selectMaskPiece";
import { MOST_PIECES } from "./pieceCounts";

/** A text whose masked stretches are [MASK] tokens; spans are those of the text given. */
export interface MaskedText {
  readonly text: string;
  readonly segment: Segment;
  readonly masks: readonly Mask[];
}

export interface Mask {
  readonly span: Span;
  /** Index of its [MASK] in the segment, or of the first. */
  readonly index: number;
  /** How many [MASK]s it is in the segment: as many as the pieces it asks for. */
  readonly width: number;
  /** What the blank in the text asks for; `undefined` where it asks for nothing. */
  readonly blank: Blank | undefined;
  /** What stands under a mask that was asked for by span; `undefined` for a literal [MASK], by span or not, and for ___. */
  readonly original: string | undefined;
}

/**
 * Masks the given spans, or finds the literal [MASK]s when there are none.
 * Equal to writing [MASK] into the text: the tokenizer always cuts there.
 *
 * @throws {TaskError} `no-mask`, `bad-span`, `bad-option` for a blank that asks for what there is not; {ModelError} `no-readout` if the vocabulary has no mask piece.
 */
export function maskText(
  tokenizer: Tokenizer,
  text: string,
  options: { readonly spans?: readonly Span[] | undefined; readonly specials?: Specials | undefined },
): MaskedText {
  const specials = options.specials ?? "mask";
  const asking = specials === "mask" ? listBlanks(tokenizer, text).map(({ span }) => span) : [];
  if (options.spans?.length === 0) throw new TaskError("no-mask", l10n.t("no span to mask, expected one or more"));
  if (options.spans !== undefined) {
    const spans = sortSpans(text, options.spans);
    // One that is not to be filled is a blank to the model all the same.
    const others = asking.filter(({ start, end }) => spans.every((span) => span.end <= start || end <= span.start));
    return maskSpans(tokenizer, text, { spans, others, specials });
  }
  if (specials === "mask") checkBlanks(text);
  const segment = readSegment(tokenizer, text, { specials });
  const literal = findLiteralMasks(tokenizer, text, segment);
  if (asking.length > 0) {
    const spans = sortSpans(text, [...literal.map(({ span }) => span), ...asking]);
    return maskSpans(tokenizer, text, { spans, others: [], specials });
  }
  if (literal.length > 0) return { text, segment, masks: literal };
  const { text: name } = selectMaskPiece(tokenizer);
  throw new TaskError(
    "no-mask",
    l10n.t("no {0} in a text of {1} characters, expected one or more, or spans", name, text.length),
  );
}

/** What begins as a blank that asks for something, and is none, would be read as plain letters. */
function checkBlanks(text: string): void {
  const [written] = MALFORMED.exec(text) ?? [];
  if (written === undefined) return;
  throw new TaskError(
    "bad-option",
    l10n.t(
      "blank {0}: expected [MASK], [MASK*2] with 1 to {1} pieces, or [MASK|red,green]",
      quote(written),
      MOST_PIECES,
    ),
  );
}

const MALFORMED = new RegExp(`(?!${BLANK})\\[MASK[*|][^\\]\\n]{0,80}\\]?`);

/** What stands right before a mask, as far as its fills depend on it: two characters, or nothing at the start of the text. */
export function readBefore(text: string, { span: { start } }: Pick<Mask, "span">): string {
  return text.slice(Math.max(0, start - 2), start);
}

/** A mask inside a word, such as "run[MASK]", is filled by a continuation. */
export function followsWord(text: string, mask: Mask): boolean {
  return /[\p{L}\p{N}]$/u.test(readBefore(text, mask));
}

function maskSpans(
  tokenizer: Tokenizer,
  text: string,
  {
    spans,
    others,
    specials,
  }: { readonly spans: readonly Span[]; readonly others: readonly Span[]; readonly specials: Specials },
): MaskedText {
  const mask = selectMaskPiece(tokenizer);
  const places = [...spans, ...others]
    .sort((a, b) => a.start - b.start)
    .map((span) => {
      const original = text.slice(span.start, span.end);
      const written = specials === "mask" ? findBlank(original) : undefined;
      const blank = written && Object.keys(written).length > 0 ? written : undefined;
      return {
        span,
        original,
        written,
        blank,
        width: checkWhole(l10n.t("pieces of a blank"), blank?.pieces ?? 1, 1, MOST_PIECES),
      };
    });
  const { segment, indices } = readMasked(tokenizer, text, { places, specials });
  const masks = places.flatMap(({ span, original, written, blank, width }, i): Mask[] => {
    if (others.includes(span)) return [];
    const isEmpty = written !== undefined || isBlank(original, mask.text);
    return [{ span, index: indices[i] ?? 0, width, blank, original: isEmpty ? undefined : original }];
  });
  return { text, segment, masks };
}

/** Whether a masked stretch is a mask already, in whatever case, or underscores to be filled in. */
function isBlank(original: string, mask: string): boolean {
  return original.toLowerCase() === mask.toLowerCase() || /^_{3,}$/.test(original);
}

function findLiteralMasks(tokenizer: Tokenizer, text: string, segment: Segment): Mask[] {
  const { id } = selectMaskPiece(tokenizer);
  return segment.flatMap((token, index) =>
    token.id === id
      ? [{ span: trimSpan(text, token.span), index, width: 1, blank: undefined, original: undefined }]
      : [],
  );
}

/** The spaces around a mask are part of its token if the checkpoint says so, but a word that fills it leaves them. */
function trimSpan(text: string, { start, end }: Span): Span {
  const mask = text.slice(start, end);
  return { start: end - mask.trimStart().length, end: start + mask.trimEnd().length };
}

function sortSpans(text: string, spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let reached = 0;
  for (const { start, end } of sorted) {
    const isRange = Number.isInteger(start) && Number.isInteger(end) && start < end && end <= text.length;
    if (!isRange || start < reached || splitsPair(text, start) || splitsPair(text, end)) {
      throw new TaskError(
        "bad-span",
        l10n.t(
          "mask {0}–{1}: expected whole characters within 0–{2}, not empty and not over another mask",
          start,
          end,
          text.length,
        ),
      );
    }
    reached = end;
  }
  return sorted;
}

function splitsPair(text: string, offset: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(offset - 1, offset + 1)) && offset > 0;
}
