import * as vscode from "vscode";
import { formatCounted } from "../../wording/formatCounted";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { registerEditorCommand } from "../registerEditorCommand";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { notify, showProgress } from "../surface";
import type { AcceptedSentences } from "./acceptedSentences";
import type { DocumentFinding } from "./documentFinding";
import { insertDisable } from "./insertDisable";
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
    registerEditorCommand({
      id: COMMANDS.acceptSentence,
      what: "leave the sentence unmarked",
      log,
      run: async ({ document, selection }, argument) => {
        const sentence =
          typeof argument === "string" ? argument : selectFinding(lint, document, selection.active).sentence.text;
        await accepted.add(sentence, document.uri.toString());
      },
    }),
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
  run: (argument: unknown) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument?: unknown) => {
    try {
      await run(argument);
    } catch (error) {
      reportError(log, what, error);
    }
  });
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
  notify(
    "information",
    summary.negative === 0
      ? `No sentence of ${summary.sentences} reads negative.`
      : `${summary.negative} of ${summary.sentences} ${summary.sentences === 1 ? "sentence reads" : "sentences read"} negative. The Problems view lists them.`,
  );
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
