import * as vscode from "vscode";
import { toneRule } from "../../lint/rules/tone/toneRule";
import { selectFormat } from "../../text/formats/format";
import type { Span } from "../../text/spans/span";
import { COMMANDS } from "../commands";
import { registerEditorCommand } from "../registerEditorCommand";
import { EditorError } from "../editorError";
import { FillSession } from "./fillSession";
import { createToneReader, NO_TONES, type ReadTones } from "./createToneReader";
import { findLineContext, findSentenceContext, type FillContext } from "./fillContext";
import type { Services } from "../services";
import { MARK_SOURCE } from "../markSource";
import { toRange } from "../toRange";
import { toSpan } from "../toSpan";

/** A word, or a literal [MASK]. */
const WORD = /\[MASK\]|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/u;

export function registerFillMask(services: Services): vscode.Disposable {
  const run = (editor: vscode.TextEditor, place?: unknown) => {
    // A quick fix passes the range of the word; menus and keys mean the selection.
    if (place instanceof vscode.Range) editor.selection = new vscode.Selection(place.start, place.end);
    return fillMask(services, editor);
  };
  return registerEditorCommand({ id: COMMANDS.fillMask, what: "fill the mask", log: services.log, run });
}

async function fillMask(services: Services, editor: vscode.TextEditor): Promise<void> {
  const selections = readSelections(editor);
  const context = await selectContext(services, editor.document, selections);
  // Nothing may be awaited between reading the context and making the session: it follows every edit from then on.
  const readTones = selectToneReader(services, editor.document, selections);
  const session = new FillSession(services, editor, { context, readTones });
  try {
    await session.run();
  } finally {
    session.dispose();
  }
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
    .some(
      ({ source, code, range: marked }) => source === MARK_SOURCE && code === toneRule.id && marked.contains(range),
    );
  return isMarked ? createToneReader(services, document, place) : NO_TONES;
}

/** The ranges to mask: each selection, or the word at a cursor; ascending, without duplicates. */
function readSelections({ document, selections }: vscode.TextEditor): readonly Span[] {
  const ranges = selections.map((selection) =>
    selection.isEmpty ? document.getWordRangeAtPosition(selection.active, WORD) : selection,
  );
  const spans = ranges
    .filter((range) => range !== undefined)
    .map((range) => toSpan(document, range))
    .sort((a, b) => a.start - b.start);
  const distinct = spans.filter(({ start }, index) => start !== spans[index - 1]?.start);
  if (distinct.length > 0) return distinct;
  throw new EditorError("no-text", "Put the cursor on a word, or select the text to mask.");
}

async function selectContext(
  { prose }: Services,
  document: vscode.TextDocument,
  selections: readonly Span[],
): Promise<FillContext> {
  const { version } = document;
  const readText = (span: Span) => document.getText(toRange(document, span));
  // Neither prose nor a known program: it may be data, so only the lines are read.
  const { languageId, uri } = document;
  const isProse = languageId === "plaintext" || selectFormat(languageId, uri.path) !== "plaintext";
  // Reading a long document takes a second or two.
  const location = { location: vscode.ProgressLocation.Window, title: "Cloze reads the document" };
  const sentences = isProse ? await vscode.window.withProgress(location, () => prose.read(document)) : undefined;
  if (document.version !== version) throw new EditorError("stale", "The text changed meanwhile. Run Fill Mask again.");
  const context = sentences && findSentenceContext(sentences, selections, readText);
  if (context) return context;
  // Code and markup have no sentences, so the lines around serve as context.
  const asked = new Set(selections.map(({ start }) => document.positionAt(start).line));
  const [line] = asked;
  if (line === undefined || asked.size > 1) {
    throw new EditorError("no-text", "Select words of one paragraph to fill them together.");
  }
  const spanAt = (index: number) => toSpan(document, document.lineAt(index).range);
  const lineContext = findLineContext({ count: document.lineCount, spanAt }, line, { selections, readText });
  if (lineContext) return lineContext;
  throw new EditorError("no-text", "Select words of one line to fill them together.");
}
