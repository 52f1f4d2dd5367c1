import * as vscode from "vscode";
import { formatCount } from "../../wording/formatCount";
import { formatCounted } from "../../wording/formatCounted";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { OPEN_FIRST, registerEditorCommand } from "../registerEditorCommand";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { notify, showProgress } from "../surface";
import type { AcceptedSentences } from "./acceptedSentences";
import type { DocumentFinding } from "./documentFinding";
import { insertDisable } from "./insertDisable";
import { MOST_MARKS } from "./limitMarks";
import type { LintedDocuments } from "./lintedDocuments";
import type { LintPolicy } from "./lintPolicy";
import type { OffFiles } from "./offFiles";
import { pickAccepted } from "./pickAccepted";
import { switchLint } from "./switchLint";

export interface LintParts {
  readonly services: Services;
  readonly lint: LintedDocuments;
  readonly policy: LintPolicy;
  readonly accepted: AcceptedSentences;
  readonly offFiles: OffFiles;
}

/** The commands of the check, except that of the whole workspace. */
export function registerLintCommands({ services, lint, policy, accepted, offFiles }: LintParts): vscode.Disposable {
  const { log } = services;
  return vscode.Disposable.from(
    registerEditorCommand({
      id: COMMANDS.checkTone,
      what: "check the tone",
      log,
      run: ({ document }) => checkNow(document, lint),
    }),
    registerCommand(services, COMMANDS.acceptSentence, "leave the sentence unmarked", (sentence, file) =>
      accept(lint, accepted, sentence, file),
    ),
    registerEditorCommand({
      id: COMMANDS.insertDisable,
      what: "write the comment",
      log,
      run: async ({ document, selection }, argument) => {
        const position = argument instanceof vscode.Range ? argument.start : selection.active;
        await insertDisable(services.prose, document, selectFinding(lint, document, position));
      },
    }),
    registerCommand(services, COMMANDS.listAccepted, "list what was left unmarked", async () => {
      await pickAccepted(services, policy, accepted);
      lint.refresh();
    }),
    registerCommand(services, COMMANDS.markAgain, "mark the sentences again", () => markAgain(lint, accepted)),
    registerCommand(services, COMMANDS.toggleTone, "turn the tone check on or off", (where) =>
      switchLint(policy, offFiles, where),
    ),
  );
}

/** Registers a command that needs no editor and reports its own failures. */
function registerCommand(
  { log }: Services,
  id: string,
  what: string,
  run: (...given: readonly unknown[]) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...given: readonly unknown[]) => {
    try {
      await run(...given);
    } catch (error) {
      reportError(log, what, error);
    }
  });
}

/**
 * @param sentence, file - What a quick fix or a hover names; without them, the sentence at the cursor is meant.
 * @throws {EditorError} `no-text` where nothing is marked.
 */
async function accept(
  lint: LintedDocuments,
  accepted: AcceptedSentences,
  sentence: unknown,
  file: unknown,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const address = typeof file === "string" ? file : editor?.document.uri.toString();
  const text =
    typeof sentence === "string"
      ? sentence
      : editor && selectFinding(lint, editor.document, editor.selection.active).sentence.text;
  if (text === undefined || address === undefined) throw new EditorError("no-text", OPEN_FIRST);
  await accepted.add(text, address);
}

/** @throws {EditorError} `no-text` where nothing is marked. */
function selectFinding(
  lint: LintedDocuments,
  document: vscode.TextDocument,
  position: vscode.Position,
): DocumentFinding {
  const [finding] = lint.listAt(document, position);
  if (finding) return finding;
  throw new EditorError("no-text", "Put the cursor in a sentence that Cloze has marked.");
}

async function checkNow(document: vscode.TextDocument, lint: LintedDocuments): Promise<void> {
  const summary = await showProgress("Cloze checks the tone", () => lint.check(document));
  if (document.isClosed || summary === undefined) return;
  const { negative, sentences } = summary;
  const found =
    negative === 0
      ? `No sentence of ${formatCount(sentences)} reads negative.`
      : `${formatCount(negative)} of ${formatCounted(sentences, "sentence")} ${sentences === 1 ? "reads" : "read"} negative. The Problems view lists them.`;
  const more = negative > MOST_MARKS ? ` VS Code shows ${formatCount(MOST_MARKS)} marks of a file and no more.` : "";
  notify("information", found + more);
}

async function markAgain(lint: LintedDocuments, accepted: AcceptedSentences): Promise<void> {
  const { count } = accepted;
  await accepted.clear();
  lint.refresh();
  notify(
    "information",
    count === 0
      ? "No sentence of this workspace was left unmarked."
      : `${formatCounted(count, "sentence")} ${count === 1 ? "is" : "are"} marked again where they stand.`,
  );
}
