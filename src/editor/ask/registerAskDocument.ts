import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { findDocumentSpan, type Prose } from "../../text/spans/sentence";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { registerEditorCommand } from "../registerEditorCommand";
import { resolveHead } from "../resolveHead";
import type { Services } from "../services";
import { askText } from "../surface";
import { toRange } from "../toRange";
import { pickAnswer, type PlacedAnswer } from "./pickAnswer";
import { readShownText } from "./readShownText";

/** Answers that are listed, each in another place. */
const LISTED = 5;
/** Characters of a row on either side of its answer. */
const AROUND = 60;

/** Answers a question from the document: the answer is selected, and the next best are a key away. */
export function registerAskDocument(services: Services): vscode.Disposable {
  const mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.findMatchBackground"),
    borderRadius: "2px",
  });
  let question: string | undefined;
  const command = registerEditorCommand({
    id: COMMANDS.askDocument,
    what: l10n.t("Cloze could not ask this document"),
    log: services.log,
    run: async (editor) => {
      const model = await resolveHead(services, "answers");
      if (model === undefined) return;
      const asked = await askText({
        title: l10n.t("Ask This Document"),
        prompt: l10n.t("A question that the document answers in its own words"),
        ...(question !== undefined && { value: question }),
      });
      if (asked === undefined) return;
      if (asked.trim() === "")
        throw new EditorError("no-text", l10n.t("The question is empty. Write one, such as “Who wrote it?”"));
      question = asked;
      await answer(services, editor, { model, question: asked.trim(), mark });
    },
  });
  return vscode.Disposable.from(command, mark);
}

interface Asked {
  readonly model: string;
  readonly question: string;
  readonly mark: vscode.TextEditorDecorationType;
}

async function answer(services: Services, editor: vscode.TextEditor, asked: Asked): Promise<void> {
  const { document } = editor;
  const { version } = document;
  const ended = new AbortController();
  const stale = new EditorError("stale", l10n.t("The text changed meanwhile. Ask again."));
  const watched = { isStale: false };
  const watch = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document || event.contentChanges.length === 0) return;
      watched.isStale = true;
      ended.abort();
    }),
    vscode.workspace.onDidCloseTextDocument((other) => {
      if (other === document) ended.abort();
    }),
  );
  const before = { selection: editor.selection, range: editor.visibleRanges[0] };
  try {
    const chosen = await pickAnswer(
      {
        question: asked.question,
        ask: async (signal, report) => {
          const prose = await readShownText(services, document);
          const found = await ask(services, prose, asked, { signal, onProgress: report });
          if (watched.isStale || document.version !== version) throw stale;
          return { ...found, answers: found.answers.flatMap((each) => placeAnswer(document, prose, each)) };
        },
        preview: (each) => show(editor, each, asked.mark),
      },
      ended.signal,
    );
    if (document.version !== version) throw stale;
    // The answer is selected already, and the focus comes back when the list has gone.
    if (chosen !== undefined) return;
    editor.selection = before.selection;
    if (before.range) editor.revealRange(before.range, vscode.TextEditorRevealType.AtTop);
  } catch (error) {
    // What is cancelled because the text changed is not what the person cancelled.
    throw watched.isStale ? stale : error;
  } finally {
    editor.setDecorations(asked.mark, []);
    watch.dispose();
  }
}

async function ask(
  { engine, log }: Services,
  prose: Prose,
  { model, question }: Asked,
  options: { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void },
) {
  const started = performance.now();
  const params = { model, question, text: prose.text, top: LISTED, apart: true };
  const { answers, none, read } = await engine.request("answer", params, options);
  const ms = Math.round(performance.now() - started);
  log.info(`answer: ${answers.length} found, ${read?.windows ?? 1} windows, ${ms} ms`);
  return { answers, none };
}

function placeAnswer(
  document: vscode.TextDocument,
  prose: Prose,
  {
    span,
    probability,
  }: { readonly span: { readonly start: number; readonly end: number }; readonly probability: number },
): readonly PlacedAnswer[] {
  const place = findDocumentSpan(prose, span);
  if (place === undefined) return [];
  const from = Math.max(0, span.start - AROUND);
  const to = Math.min(prose.text.length, span.end + AROUND);
  const around = `${from > 0 ? "…" : ""}${prose.text.slice(from, to)}${to < prose.text.length ? "…" : ""}`;
  return [{ range: toRange(document, place), text: prose.text.slice(span.start, span.end), around, probability }];
}

/** Shows an answer in the text; without one, the text stays where it is. */
function show(
  editor: vscode.TextEditor,
  answer: PlacedAnswer | undefined,
  mark: vscode.TextEditorDecorationType,
): void {
  editor.setDecorations(mark, answer ? [answer.range] : []);
  if (answer === undefined) return;
  editor.selection = new vscode.Selection(answer.range.start, answer.range.end);
  // The list covers the upper part of the editor.
  editor.revealRange(answer.range, vscode.TextEditorRevealType.InCenter);
}
