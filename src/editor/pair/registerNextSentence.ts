import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { SentenceList } from "../../prose/packedSentences";
import type { Span } from "../../text/spans/span";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { registerEditorCommand } from "../registerEditorCommand";
import type { Services } from "../services";
import { showProgress } from "../surface";
import { toSpan } from "../toSpan";
import { describePair } from "./describePair";
import { listAround } from "./listAround";
import { PairMarks } from "./pairMarks";
import { selectPair, selectTextsBefore, type SentencePair } from "./selectPair";

export function registerNextSentence(services: Services): vscode.Disposable {
  const marks = new PairMarks();
  const command = registerEditorCommand({
    id: COMMANDS.checkNextSentence,
    what: l10n.t("Cloze could not check the next sentence"),
    log: services.log,
    run: (editor) => checkNextSentence(services, editor, marks),
  });
  return vscode.Disposable.from(
    command,
    vscode.commands.registerCommand(COMMANDS.hideNextSentence, async () => {
      marks.clear();
      await vscode.commands.executeCommand("editor.action.hideHover");
    }),
    vscode.commands.registerCommand(COMMANDS.copyNextSentence, async () => {
      if (marks.text !== undefined) await vscode.env.clipboard.writeText(marks.text);
    }),
    marks,
  );
}

async function checkNextSentence(services: Services, editor: vscode.TextEditor, marks: PairMarks): Promise<void> {
  const { document } = editor;
  const { version } = document;
  const selections = readSelections(editor);
  marks.clear();
  const sentences = await services.prose.read(document);
  const pair = selectPair(sentences, selections);
  const before = selectTextsBefore(sentences, pair);
  const result = await ask(services, { pair, before }, sentences, document);
  if (document.version !== version) {
    throw new EditorError("stale", l10n.t("The text changed meanwhile. Run Check Next Sentence again."));
  }
  marks.show(editor, pair, describePair(result, before.length));
  await vscode.commands.executeCommand("editor.action.showHover");
}

async function ask(
  { engine, models, log }: Services,
  { pair, before }: { readonly pair: SentencePair; readonly before: readonly string[] },
  sentences: SentenceList,
  document: vscode.TextDocument,
) {
  const closed = new AbortController();
  const subscription = vscode.workspace.onDidCloseTextDocument((other) => {
    if (other === document) closed.abort();
  });
  const started = performance.now();
  try {
    const model = await models.resolve("text");
    const compared = listAround(sentences, pair.first.span.start);
    const params = { model, text: pair.first.text, pair: pair.second.text, before, document: compared };
    const result = await showProgress(l10n.t("Cloze reads the sentences"), () =>
      engine.request("pair", params, { signal: closed.signal }),
    );
    log.info(`pair: ${result.others.length} compared, ${Math.round(performance.now() - started)} ms`);
    return result;
  } finally {
    subscription.dispose();
  }
}

/** The selections that are not empty, ascending; if there are none, the first cursor. */
function readSelections({ document, selections }: vscode.TextEditor): readonly Span[] {
  const spans = selections.map((selection) => toSpan(document, selection)).sort((a, b) => a.start - b.start);
  const filled = spans.filter(({ start, end }) => end > start);
  return filled.length > 0 ? filled : spans.slice(0, 1);
}
