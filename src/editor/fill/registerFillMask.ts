import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type FillContext, findLineContext, findSentenceContext } from "../../blanks/fillContext";
import { listBlanks, listMasks, MOST_MASKS } from "../../blanks/listMasks";
import { listTogether } from "../../blanks/listTogether";
import { toneRule } from "../../lint/rules/tone/toneRule";
import type { SentenceList } from "../../prose/packedSentences";
import type { Span } from "../../text/spans/span";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { readMarkRule } from "../readMarkRule";
import { registerEditorCommand } from "../registerEditorCommand";
import type { Services } from "../services";
import { toRange } from "../toRange";
import { toSpan } from "../toSpan";
import { createToneReader, NO_TONES, type ReadTones } from "./createToneReader";
import { FillSession } from "./fillSession";
import { isReadOnly } from "./isReadOnly";
import { type MaskGroup, PendingMasks } from "./pendingMasks";

export function registerFillMask(services: Services): vscode.Disposable {
  const run = (editor: vscode.TextEditor, place?: unknown) => {
    // A quick fix passes the range of the word; menus and keys mean the selection.
    if (place instanceof vscode.Range) editor.selection = new vscode.Selection(place.start, place.end);
    return fillMask(services, editor);
  };
  return registerEditorCommand({
    id: COMMANDS.fillMask,
    what: l10n.t("Cloze could not fill the mask"),
    log: services.log,
    run,
  });
}

async function fillMask(services: Services, editor: vscode.TextEditor): Promise<void> {
  const { document } = editor;
  const pending = new PendingMasks(document, readMasks(editor));
  try {
    const readOnly = await isReadOnly(document);
    for (let masks = await pending.takeNext(services); masks !== undefined; masks = await pending.takeNext(services)) {
      const group = widenBlanks(document, masks);
      const context = selectContext(document, group, masks.sentences);
      // Nothing may be awaited between reading the context and making the session: it follows every edit from then on.
      const readTones = selectToneReader(services, document, group);
      const session = new FillSession(services, editor, { context, readTones, isReadOnly: readOnly });
      try {
        if (!(await session.run())) return;
      } finally {
        session.dispose();
      }
    }
  } finally {
    pending.dispose();
  }
}

/** Blanks with the others of their sentences; words and stretches as they were asked for. */
function widenBlanks(document: vscode.TextDocument, { group, sentences }: MaskGroup): readonly Span[] {
  const readText = (span: Span) => document.getText(toRange(document, span));
  const isBlank = group.every((span) => listBlanks(readText(span)).length > 0);
  return isBlank && sentences ? listTogether(sentences, group, readText) : group;
}

/** In a sentence marked as negative, the list says how negative it would be with each word. */
function selectToneReader(
  services: Services,
  document: vscode.TextDocument,
  [place, ...others]: readonly Span[],
): ReadTones {
  if (place === undefined || others.length > 0) return NO_TONES;
  const range = toRange(document, place);
  const isMarked = vscode.languages
    .getDiagnostics(document.uri)
    .some((mark) => readMarkRule(mark) === toneRule.id && mark.range.contains(range));
  return isMarked ? createToneReader(services, document, place) : NO_TONES;
}

/** The ranges to mask: what each selection asks for; ascending, without duplicates. */
function readMasks({ document, selections }: vscode.TextEditor): readonly Span[] {
  const spans = selections
    .flatMap((selection) => {
      const start = document.offsetAt(selection.start.with({ character: 0 }));
      const text = document.getText(
        new vscode.Range(document.positionAt(start), document.lineAt(selection.end).range.end),
      );
      const { start: from, end: to } = toSpan(document, selection);
      return listMasks(text, { start: from - start, end: to - start }).map((span) => moveBy(span, start));
    })
    .sort((a, b) => a.start - b.start);
  const distinct = spans.filter(({ start }, index) => start !== spans[index - 1]?.start);
  if (distinct.length > MOST_MASKS) {
    throw new EditorError("no-text", l10n.t("Select at most {0} words to fill, not {1}.", MOST_MASKS, distinct.length));
  }
  if (distinct.length > 0) return distinct;
  throw new EditorError("no-text", l10n.t("Put the cursor on a word, or select the text to mask."));
}

function moveBy({ start, end }: Span, offset: number): Span {
  return { start: start + offset, end: end + offset };
}

function selectContext(
  document: vscode.TextDocument,
  masks: readonly Span[],
  sentences: SentenceList | undefined,
): FillContext {
  const readText = (span: Span) => document.getText(toRange(document, span));
  const context = sentences && findSentenceContext(sentences, masks, readText);
  if (context) return context;
  // Code and markup have no sentences, so the lines around serve as context.
  const line = document.positionAt(masks[0]?.start ?? 0).line;
  const spanAt = (index: number) => toSpan(document, document.lineAt(index).range);
  const lines = { count: document.lineCount, spanAt };
  const lineContext = findLineContext(lines, line, { selections: masks, readText });
  if (lineContext) return lineContext;
  throw new EditorError("no-text", l10n.t("Select words of one line to fill them together."));
}
