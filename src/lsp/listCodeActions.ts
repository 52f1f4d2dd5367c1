import { type CodeAction, type CodeActionContext, CodeActionKind, type Diagnostic } from "vscode-languageserver/node";
import { listSureFixes, SURE_FIXES } from "../lint/listSureFixes";
import type { DocumentFinding } from "../lint/open/documentFinding";
import { type FixAction, listFixActions } from "../lint/open/listFixActions";
import { MARK_SOURCE } from "../lint/open/markSource";
import { PROJECT_FILE } from "../lint/projectFile/projectFile";
import type { Span } from "../text/spans/span";
import { buildFixEdits, FIX_ALL } from "./fixEdits";
import { LSP_COMMANDS } from "./lspCommands";
import type { LspDocument } from "./lspDocument";

export interface ActionQuestion {
  readonly document: LspDocument;
  readonly cursor: Span;
  readonly context: CodeActionContext;
  /** The findings at the cursor. */
  readonly findings: readonly DocumentFinding[];
  /** All findings of the document. */
  readonly all: readonly DocumentFinding[];
}

/** What the client offers at a place. What needs a list of Cloze's own to choose from is left out. */
export function listCodeActions({ document, cursor, context, findings, all }: ActionQuestion): CodeAction[] {
  const { only, diagnostics } = context;
  const wants = (kind: string) =>
    only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  // An editor lists these apart, or runs them when a file is saved: only where it asks for them.
  const fixAll = only !== undefined && wants(FIX_ALL) ? buildFixAll(document, all) : [];
  if (!wants(CodeActionKind.QuickFix)) return fixAll;
  const explained = findings.map((finding) => ({ finding, reason: undefined }));
  const actions = listFixActions({ document, cursor, all, can: ({ kind }) => kind === "replace" }, explained);
  const marks = diagnostics.filter(({ source, range }) => {
    const { start, end } = document.toSpan(range);
    return source === MARK_SOURCE && start <= cursor.start && cursor.start <= end;
  });
  return [...fixAll, ...actions.map((planned) => buildAction(document, planned, marks))];
}

function buildFixAll(document: LspDocument, all: readonly DocumentFinding[]): CodeAction[] {
  const fixes = listSureFixes(all);
  if (fixes.length === 0) return [];
  const changes = { [document.address]: buildFixEdits(document, fixes) };
  return [{ title: SURE_FIXES, kind: FIX_ALL, edit: { changes } }];
}

function buildAction(document: LspDocument, planned: FixAction, marks: readonly Diagnostic[]): CodeAction {
  const { rule } = planned;
  const title = planned.kind === "never" ? `${planned.title.replace(/…$/, "")}, in ${PROJECT_FILE}` : planned.title;
  const diagnostics = marks.filter(({ code }) => rule === undefined || code === rule);
  const action: CodeAction = { title, kind: CodeActionKind.QuickFix, diagnostics };
  if (planned.kind === "replace") {
    action.edit = { changes: { [document.address]: buildFixEdits(document, planned.fixes) } };
    if (planned.isPreferred) action.isPreferred = true;
  }
  const call = buildCall(document, planned);
  if (call !== undefined) action.command = { title, ...call };
  return action;
}

function buildCall(document: LspDocument, planned: FixAction): { command: string; arguments: unknown[] } | undefined {
  const { address, version } = document;
  switch (planned.kind) {
    case "accept":
      return { command: LSP_COMMANDS.accept, arguments: [address, planned.sentence, planned.place ?? null] };
    case "disable": {
      const { rule, sentence } = planned.finding;
      return { command: LSP_COMMANDS.disable, arguments: [address, version, rule, sentence.span.start] };
    }
    case "never":
      return { command: LSP_COMMANDS.never, arguments: [address, planned.about, planned.pair] };
    default:
      return undefined;
  }
}
