import * as vscode from "vscode";
import type { Span } from "../../../text/spans/span";
import { describeMarks } from "../../../wording/describeMarks";
import { formatCount } from "../../../wording/formatCount";
import { formatCounted } from "../../../wording/formatCounted";
import { COMMANDS } from "../../commands";
import { EditorError } from "../../editorError";
import { registerEditorCommand } from "../../registerEditorCommand";
import { reportError } from "../../reportError";
import type { Services } from "../../services";
import { notify, showProgress } from "../../surface";
import { toSpan } from "../../toSpan";
import { SHOW_FINDINGS } from "../findings/showFindings";
import type { LintedDocuments } from "../lintedDocuments";
import type { LintPolicy } from "../lintPolicy";
import { type FileScope, type LintedWorkspace } from "../workspace/lintedWorkspace";
import { listWorkspaceFiles } from "../workspace/listWorkspaceFiles";
import { findParagraph } from "./findParagraph";
import type { ChangedFiles } from "./listChangedFiles";
import { pickScope } from "./pickScope";

export type ListChanged = (policy: LintPolicy, signal: AbortSignal) => Promise<ChangedFiles>;

export interface ChecksParts {
  readonly services: Services;
  readonly lint: LintedDocuments;
  readonly policy: LintPolicy;
  readonly workspace: LintedWorkspace;
  readonly listChanged: ListChanged | undefined;
}

/** The commands that check when a person asks, whatever is checked by itself. */
export function registerChecks({
  services: { log },
  lint,
  policy,
  workspace,
  listChanged,
}: ChecksParts): vscode.Disposable {
  const inEditor = (id: string, run: (editor: vscode.TextEditor) => Promise<void>) =>
    registerEditorCommand({ id, what: "check the document", log, run });
  const ofFiles = (id: string, scope: FileScope) =>
    vscode.commands.registerCommand(id, async () => workspace.check(scope));
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.check, () =>
      pickScope(listChanged !== undefined).catch((error: unknown) => reportError(log, "check", error)),
    ),
    inEditor(COMMANDS.checkTone, ({ document }) => checkDocument(lint, document)),
    inEditor(COMMANDS.checkSelection, ({ document, selections }) =>
      checkPart(lint, document, { spans: listSelected(document, selections), name: "the selection" }),
    ),
    inEditor(COMMANDS.checkParagraph, ({ document, selection: { active } }) =>
      checkPart(lint, document, { spans: [selectParagraph(document, active)], name: "the paragraph" }),
    ),
    ...(listChanged === undefined
      ? []
      : [
          ofFiles(COMMANDS.checkChanged, {
            name: "the changed files",
            isAll: false,
            list: (_, signal) => listChanged(policy, signal),
          }),
        ]),
    ofFiles(COMMANDS.checkWorkspaceTone, {
      name: "the workspace",
      isAll: true,
      list: async (token) => ({ files: await listWorkspaceFiles(policy, token) }),
    }),
  );
}

function listSelected(document: vscode.TextDocument, selections: readonly vscode.Selection[]): readonly Span[] {
  const spans = selections.filter(({ isEmpty }) => !isEmpty).map((selection) => toSpan(document, selection));
  if (spans.length > 0) return spans;
  throw new EditorError("no-text", "Select the text to check first, or check the paragraph.");
}

function selectParagraph(document: vscode.TextDocument, cursor: vscode.Position): Span {
  const span = findParagraph(document.getText(), document.offsetAt(cursor));
  if (span) return span;
  throw new EditorError("no-text", "Put the cursor in a paragraph first: there are no words in its line.");
}

async function checkDocument(lint: LintedDocuments, document: vscode.TextDocument): Promise<void> {
  const summary = await showProgress("Cloze checks the document", () => lint.check(document));
  if (document.isClosed || summary === undefined) return;
  const { marks, sentences } = summary;
  const hidden = lint.countHidden(document);
  const more = hidden > 0 ? ` ${formatCount(hidden)} more are not shown (cloze.lint.maxMarks).` : "";
  tell(marks, formatCounted(sentences, "sentence"), more);
}

async function checkPart(
  lint: LintedDocuments,
  document: vscode.TextDocument,
  { spans, name }: { readonly spans: readonly Span[]; readonly name: string },
): Promise<void> {
  const summary = await showProgress(`Cloze checks ${name}`, () => lint.check(document, spans));
  if (document.isClosed || summary === undefined) return;
  const { marks, sentences } = summary;
  if (sentences === 0) {
    throw new EditorError("no-text", `There is no sentence to check in ${name}. Show What Is Read says what is read.`);
  }
  tell(marks, `${formatCounted(sentences, "sentence")} of ${name}`, "");
}

/** Says what a check found, with a way to the list. */
function tell(marks: readonly string[], where: string, more: string): void {
  notify("information", describeMarks(marks, where) + more, marks.length > 0 ? [SHOW_FINDINGS] : []);
}
