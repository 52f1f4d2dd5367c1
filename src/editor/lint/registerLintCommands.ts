import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { AcceptedSentences } from "../../lint/open/acceptedSentences";
import type { DocumentFinding } from "../../lint/open/documentFinding";
import type { Span } from "../../text/spans/span";
import { formatCounted } from "../../wording/formatCounted";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { OPEN_FIRST, registerEditorCommand } from "../registerEditorCommand";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { notify } from "../surface";
import { toRange } from "../toRange";
import { insertDisable } from "./insertDisable";
import type { LintedDocuments } from "./lintedDocuments";
import type { LintPolicy } from "./lintPolicy";
import { isNeverPair, type NeverPair, neverPair } from "./neverPair";
import type { OffFiles } from "./offFiles";
import { NOTHING_LEFT, pickAccepted } from "./pickAccepted";
import { switchLint } from "./switchLint";

export interface LintParts {
  readonly services: Services;
  readonly lint: LintedDocuments;
  readonly policy: LintPolicy;
  readonly accepted: AcceptedSentences;
  readonly offFiles: OffFiles;
}

/** The commands about marks that nobody wants. */
export function registerLintCommands({ services, lint, policy, accepted, offFiles }: LintParts): vscode.Disposable {
  const { log } = services;
  return vscode.Disposable.from(
    registerCommand(services, COMMANDS.acceptSentence, l10n.t("Cloze could not leave this unmarked"), (argument) =>
      accept(lint, accepted, readAccepted(argument)),
    ),
    registerEditorCommand({
      id: COMMANDS.insertDisable,
      what: l10n.t("Cloze could not write the comment"),
      log,
      run: async ({ document, selection }, argument) => {
        const range = argument instanceof vscode.Range ? argument : atCursor(selection);
        await insertDisable(services.prose, document, await selectFinding(lint, document, range));
      },
    }),
    registerEditorCommand({
      id: COMMANDS.neverPair,
      what: l10n.t("Cloze could not leave out the pair"),
      log,
      run: async ({ document, selection }, argument) => {
        await neverPair(isNeverPair(argument) ? argument : await selectPair(lint, document, atCursor(selection)));
      },
    }),
    registerCommand(
      services,
      COMMANDS.listAccepted,
      l10n.t("Cloze could not list what was left unmarked"),
      async () => {
        await pickAccepted(services, policy, accepted);
      },
    ),
    registerCommand(services, COMMANDS.markAgain, l10n.t("Cloze could not mark all that again"), () =>
      markAgain(accepted),
    ),
    registerCommand(services, COMMANDS.toggleTone, l10n.t("Cloze could not turn checks on or off"), (where) =>
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
 * @param said - What a quick fix or a hover names; without it, the finding at the cursor is meant.
 * @throws {EditorError} `no-text` where nothing is marked.
 */
async function accept(
  lint: LintedDocuments,
  accepted: AcceptedSentences,
  said: AcceptedText | undefined,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const { sentence, place } =
    said ??
    (editor ? await describeFinding(lint, editor.document, atCursor(editor.selection)) : { sentence: undefined });
  const file = said?.file ?? editor?.document.uri.toString();
  if (sentence === undefined || file === undefined) throw new EditorError("no-text", OPEN_FIRST);
  await accepted.add(sentence, file, place);
}

/** @throws {EditorError} `no-text` where nothing is marked. */
async function selectFinding(
  lint: LintedDocuments,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<DocumentFinding> {
  const findings = await lint.findAt(document, range.start);
  const finding = findings.find(({ span }) => toRange(document, span).isEqual(range)) ?? findings[0];
  if (finding) return finding;
  throw new EditorError("no-text", l10n.t("Put the cursor in a sentence or on a word that Cloze has marked."));
}

async function selectPair(
  lint: LintedDocuments,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<NeverPair> {
  const { rule, word } = await selectFinding(lint, document, range);
  if (word) return { rule, pair: word.pair };
  throw new EditorError(
    "no-text",
    l10n.t("Put the cursor on a word that Cloze has marked. Here a sentence is marked."),
  );
}

interface AcceptedText {
  readonly sentence: string;
  /** Of a word in it. */
  readonly place?: Span | undefined;
  /** Address of the document. Default: the one in the active editor. */
  readonly file?: string | undefined;
}

function readAccepted(argument: unknown): AcceptedText | undefined {
  if (typeof argument === "string") return { sentence: argument };
  if (typeof argument !== "object" || argument === null) return undefined;
  const { sentence, place, file } = argument as Partial<AcceptedText>;
  return typeof sentence === "string" ? { sentence, place, file } : undefined;
}

async function describeFinding(
  lint: LintedDocuments,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<AcceptedText> {
  const { sentence, word } = await selectFinding(lint, document, range);
  return { sentence: sentence.text, place: word?.place };
}

function atCursor({ active }: vscode.Selection): vscode.Range {
  return new vscode.Range(active, active);
}

async function markAgain(accepted: AcceptedSentences): Promise<void> {
  const { count } = accepted;
  await accepted.clear();
  notify("information", count === 0 ? NOTHING_LEFT : describeBack(count));
}

function describeBack(count: number): string {
  const marks = formatCounted(count, "mark");
  return count === 1
    ? l10n.t("{0} is back, as far as the text still stands there.", marks)
    : l10n.t("{0} are back, as far as the text still stands there.", marks);
}
