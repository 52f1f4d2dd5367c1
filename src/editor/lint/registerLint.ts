import * as vscode from "vscode";
import { findRule } from "../../lint/rules";
import { formatCounted } from "../../wording/formatCounted";
import { COMMANDS } from "../commands";
import { registerEditorCommand } from "../registerEditorCommand";
import { EditorError } from "../editorError";
import { MARK_SOURCE } from "../markSource";
import type { Services } from "../services";
import { SETTINGS } from "../settings";
import { toRange } from "../toRange";
import type { AcceptedSentences } from "./acceptedSentences";
import type { DocumentFinding } from "./documentFinding";
import { listFixes } from "./listFixes";
import { buildHoverText } from "./buildHoverText";
import { LintedDocuments } from "./lintedDocuments";
import { LintedWorkspace } from "./lintedWorkspace";

/** The lint rules in the editor: marks, their hovers and quick fixes, and the commands of the check. */
export function registerLint(services: Services, accepted: AcceptedSentences): vscode.Disposable {
  const lint = new LintedDocuments(services, accepted);
  const workspace = new LintedWorkspace({ services, accepted, isChecked: (uri) => lint.isChecked(uri) });
  return vscode.Disposable.from(
    ...registerCommands(services, lint, accepted),
    registerHovers(services, lint),
    registerFixes(lint),
    workspace,
    lint,
  );
}

function registerHovers({ models }: Services, lint: LintedDocuments): vscode.Disposable {
  return vscode.languages.registerHoverProvider("*", {
    provideHover: async (document, position, token) => {
      const findings = lint.listAt(document, position);
      const [first] = findings;
      if (first === undefined) return undefined;
      // The findings fit the document as it is now, so their range is taken before anything is awaited.
      const range = toRange(document, first.span);
      const texts = await withSignal(token, (signal) =>
        Promise.all(
          findings.map(async (finding) => {
            const reason = await lint.findReason(document, finding, signal);
            return buildHoverText(finding, { reason, model: findModel(models, finding) });
          }),
        ),
      );
      return new vscode.Hover(texts, range);
    },
  });
}

/** Name of the model that answered. */
function findModel(models: Services["models"], { rule: id }: DocumentFinding): string | undefined {
  const rule = findRule(id);
  return rule && models.info(rule.needs.model)?.name;
}

function registerFixes(lint: LintedDocuments): vscode.Disposable {
  const explain = async (document: vscode.TextDocument, finding: DocumentFinding, signal: AbortSignal) => ({
    finding,
    reason: await lint.findReason(document, finding, signal),
  });
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range, context, token) => {
      const findings = lint.listAt(document, range.start);
      const explained = await withSignal(token, (signal) =>
        Promise.all(findings.map((finding) => explain(document, finding, signal))),
      );
      const marks = context.diagnostics.filter(({ source }) => source === MARK_SOURCE);
      return [...listFixes(document, explained, marks)];
    },
  };
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  return vscode.languages.registerCodeActionsProvider("*", provider, kinds);
}

function registerCommands(
  { log }: Services,
  lint: LintedDocuments,
  accepted: AcceptedSentences,
): readonly vscode.Disposable[] {
  return [
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
          typeof argument === "string" ? argument : lint.listAt(document, selection.active)[0]?.sentence.text;
        if (sentence === undefined) {
          throw new EditorError("no-text", "Put the cursor in a sentence that Cloze has marked.");
        }
        await accepted.add(sentence);
      },
    }),
    vscode.commands.registerCommand(COMMANDS.markAgain, () => markAgain(lint, accepted)),
    vscode.commands.registerCommand(COMMANDS.toggleTone, () => toggle()),
  ];
}

async function checkNow(document: vscode.TextDocument, lint: LintedDocuments): Promise<void> {
  const location = { location: vscode.ProgressLocation.Window, title: "Cloze checks the tone" };
  const summary = await vscode.window.withProgress(location, () => lint.check(document));
  if (document.isClosed || summary === undefined) return;
  void vscode.window.showInformationMessage(
    summary.negative === 0
      ? `No sentence of ${summary.sentences} reads negative.`
      : `${summary.negative} of ${summary.sentences} ${summary.sentences === 1 ? "sentence reads" : "sentences read"} negative. The Problems view lists them.`,
  );
}

async function markAgain(lint: LintedDocuments, accepted: AcceptedSentences): Promise<void> {
  const { count } = accepted;
  await accepted.clear();
  lint.refresh();
  void vscode.window.showInformationMessage(
    count === 0
      ? "No sentence of this workspace was left unmarked."
      : `${formatCounted(count, "sentence")} ${count === 1 ? "is" : "are"} marked again where they stand.`,
  );
}

/** Writes the setting where it is set now: in the narrowest place that has it, else in the user's settings. */
async function toggle(): Promise<void> {
  const scope = vscode.window.activeTextEditor?.document;
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  const isEnabled = configuration.get(SETTINGS.toneEnabled) !== false;
  const set = configuration.inspect(SETTINGS.toneEnabled);
  const target =
    set?.workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : set?.workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  await configuration.update(SETTINGS.toneEnabled, !isEnabled, target);
}

/** Runs work with a signal that aborts when the token is cancelled. */
async function withSignal<T>(token: vscode.CancellationToken, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const listener = token.onCancellationRequested(() => ended.abort());
  try {
    return await run(ended.signal);
  } finally {
    listener.dispose();
  }
}
