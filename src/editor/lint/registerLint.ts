import * as vscode from "vscode";
import { isOwnId } from "../../lint/mutedRules";
import { AcceptedSentences } from "../../lint/open/acceptedSentences";
import type { DocumentFinding } from "../../lint/open/documentFinding";
import { MARK_SOURCE } from "../../lint/open/markSource";
import type { Rule } from "../../lint/rule";
import { findRule } from "../../lint/rules";
import type { LintState, Services } from "../services";
import { buildHover } from "../surface";
import { toRange } from "../toRange";
import { buildFixAll, FIX_ALL } from "./buildFixAll";
import { buildHoverText } from "./buildHoverText";
import { MarkBoard } from "./findings/markBoard";
import { registerFindings } from "./findings/registerFindings";
import { LintedDocuments } from "./lintedDocuments";
import { LintPolicy } from "./lintPolicy";
import { listFixes } from "./listFixes";
import { OffFiles } from "./offFiles";
import { OwnRules } from "./own/ownRules";
import { listAcceptedTexts } from "./pickAccepted";
import { ProjectFiles } from "./projectFiles";
import { registerLintCommands } from "./registerLintCommands";
import { type ListChanged, registerChecks } from "./scopes/registerChecks";
import { LintedWorkspace } from "./workspace/lintedWorkspace";

/** What a check asks of the machine that it runs on. */
export interface LintMachine {
  /** The files that Git says have changed. Without it, nothing asks Git. */
  readonly listChanged?: ListChanged;
  /** @throws {OwnToneError} As `readOwnRule`. */
  readonly readOwnRule: (uri: vscode.Uri) => Promise<Rule>;
}

export interface LintFeature {
  readonly state: LintState;
  readonly policy: LintPolicy;
  /** The sentences of this workspace that were left unmarked, as far as their texts are found. */
  readonly listAccepted: () => Promise<readonly string[]>;
  readonly disposable: vscode.Disposable;
}

/**
 * The lint rules in the editor: marks, their hovers and quick fixes, and the commands of the check.
 *
 * @param storage - Of the workspace: keeps what is not to be marked.
 */
export function registerLint(services: Services, storage: vscode.Memento, machine: LintMachine): LintFeature {
  const accepted = new AcceptedSentences(storage);
  const offFiles = new OffFiles(storage);
  const projectFiles = new ProjectFiles(services.log);
  const ownRules = new OwnRules(projectFiles, services.log, machine.readOwnRule);
  const policy = new LintPolicy({ accepted, offFiles, projectFiles, ownRules });
  const board = new MarkBoard(policy, services.extensionUri);
  const lint = new LintedDocuments(services, { policy, accepted, board });
  const workspace = new LintedWorkspace({ services, policy, accepted, board, lint });
  const disposable = vscode.Disposable.from(
    registerChecks({ services, lint, policy, workspace, listChanged: machine.listChanged }),
    registerLintCommands({ services, lint, policy, accepted, offFiles }),
    registerFindings({ services, board, lint, policy, storage }),
    registerHovers(services, lint),
    registerFixes(lint),
    workspace,
    lint,
    board,
    policy,
    ownRules,
    projectFiles,
  );
  const listAccepted = async () => {
    await policy.ready;
    return listAcceptedTexts(services, policy, accepted);
  };
  return { state: policy, policy, listAccepted, disposable };
}

function registerHovers({ models }: Services, lint: LintedDocuments): vscode.Disposable {
  return vscode.languages.registerHoverProvider("*", {
    provideHover: async (document, position, token) => {
      // Several labels of one sentence rest on the same scores: they are shown once.
      const findings = (await lint.findAt(document, position)).filter(
        ({ scores }, index, all) => all.findIndex((other) => other.scores === scores) === index,
      );
      const [first] = findings;
      if (first === undefined) return undefined;
      // The findings fit the document as it is now, so their range is taken before anything is awaited.
      const range = toRange(document, first.span);
      const texts = await withSignal(token, (signal) =>
        Promise.all(
          findings.map(async (finding) => {
            const reason = await lint.findReason(document, finding, signal);
            return buildHoverText(finding, {
              reason,
              model: findModel(models, finding),
              file: document.uri.toString(),
            });
          }),
        ),
      );
      return buildHover(texts, range);
    },
  });
}

/** Name of the model that answered. */
function findModel(models: Services["models"], { rule: id }: DocumentFinding): string | undefined {
  const purpose = isOwnId(id) ? "tone" : findRule(id)?.needs.model;
  return purpose && models.info(purpose)?.name;
}

function registerFixes(lint: LintedDocuments): vscode.Disposable {
  const explain = async (document: vscode.TextDocument, finding: DocumentFinding, signal: AbortSignal) => ({
    finding,
    reason: await lint.findReason(document, finding, signal),
  });
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range, { only, diagnostics }, token) => {
      if (only?.intersects(FIX_ALL) === true) return toList(buildFixAll(document, lint.listAll(document)));
      if (only !== undefined && !only.intersects(vscode.CodeActionKind.QuickFix)) return [];
      const findings = await lint.findAt(document, range.start);
      const explained = await withSignal(token, (signal) =>
        Promise.all(findings.map((finding) => explain(document, finding, signal))),
      );
      const marks = diagnostics.filter(({ source }) => source === MARK_SOURCE);
      return [...listFixes({ document, range, marks, all: lint.listAll(document) }, explained)];
    },
  };
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL] };
  return vscode.languages.registerCodeActionsProvider("*", provider, kinds);
}

function toList<T>(item: T | undefined): T[] {
  return item === undefined ? [] : [item];
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
