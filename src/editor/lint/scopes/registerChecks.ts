import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Span } from "../../../text/spans/span";
import { describeMarks } from "../../../wording/describeMarks";
import { formatCounted } from "../../../wording/formatCounted";
import { formatCount } from "../../../wording/numbers/formatCount";
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

/** What is said of a part of a document. */
interface PartTexts {
  readonly checking: string;
  /** There is no sentence in it. */
  readonly empty: string;
  /** @param sentences - How many were read: "20 sentences". */
  readonly where: (sentences: string) => string;
}

const SELECTION: PartTexts = {
  checking: l10n.t("Cloze checks the selection"),
  empty: l10n.t("There is no sentence to check in the selection. Show What Is Read says what is read."),
  where: (sentences) => l10n.t("{0} of the selection", sentences),
};
const PARAGRAPH: PartTexts = {
  checking: l10n.t("Cloze checks the paragraph"),
  empty: l10n.t("There is no sentence to check in the paragraph. Show What Is Read says what is read."),
  where: (sentences) => l10n.t("{0} of the paragraph", sentences),
};

/** The commands that check when a person asks, whatever is checked by itself. */
export function registerChecks({
  services: { log },
  lint,
  policy,
  workspace,
  listChanged,
}: ChecksParts): vscode.Disposable {
  const inEditor = (id: string, run: (editor: vscode.TextEditor) => Promise<void>) =>
    registerEditorCommand({ id, what: l10n.t("Cloze could not check the document"), log, run });
  const ofFiles = (id: string, scope: FileScope) =>
    vscode.commands.registerCommand(id, async () => workspace.check(scope));
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.check, () =>
      pickScope(listChanged !== undefined).catch((error: unknown) =>
        reportError(log, l10n.t("Cloze could not check"), error),
      ),
    ),
    inEditor(COMMANDS.checkTone, ({ document }) => checkDocument(lint, document)),
    inEditor(COMMANDS.checkSelection, ({ document, selections }) =>
      checkPart(lint, document, { spans: listSelected(document, selections), part: SELECTION }),
    ),
    inEditor(COMMANDS.checkParagraph, ({ document, selection: { active } }) =>
      checkPart(lint, document, { spans: [selectParagraph(document, active)], part: PARAGRAPH }),
    ),
    ...(listChanged === undefined
      ? []
      : [
          ofFiles(COMMANDS.checkChanged, {
            name: "changes",
            checking: l10n.t("Cloze checks the changed files"),
            failure: l10n.t("Cloze could not check the changed files"),
            isAll: false,
            list: (_, signal) => listChanged(policy, signal),
          }),
        ]),
    ofFiles(COMMANDS.checkWorkspaceTone, {
      name: "workspace",
      checking: l10n.t("Cloze checks the workspace"),
      failure: l10n.t("Cloze could not check the workspace"),
      isAll: true,
      list: async (token) => ({ files: await listWorkspaceFiles(policy, token) }),
    }),
  );
}

function listSelected(document: vscode.TextDocument, selections: readonly vscode.Selection[]): readonly Span[] {
  const spans = selections.filter(({ isEmpty }) => !isEmpty).map((selection) => toSpan(document, selection));
  if (spans.length > 0) return spans;
  throw new EditorError("no-text", l10n.t("Select the text to check first, or check the paragraph."));
}

function selectParagraph(document: vscode.TextDocument, cursor: vscode.Position): Span {
  const span = findParagraph(document.getText(), document.offsetAt(cursor));
  if (span) return span;
  throw new EditorError("no-text", l10n.t("Put the cursor in a paragraph first: there are no words in its line."));
}

async function checkDocument(lint: LintedDocuments, document: vscode.TextDocument): Promise<void> {
  const summary = await showProgress(l10n.t("Cloze checks the document"), () => lint.check(document));
  if (document.isClosed || summary === undefined) return;
  const { marks, sentences } = summary;
  const hidden = lint.countHidden(document);
  const more = hidden > 0 ? ` ${l10n.t("{0} more are not shown (cloze.lint.maxMarks).", formatCount(hidden))}` : "";
  tell(marks, formatCounted(sentences, "sentence"), more);
}

async function checkPart(
  lint: LintedDocuments,
  document: vscode.TextDocument,
  { spans, part }: { readonly spans: readonly Span[]; readonly part: PartTexts },
): Promise<void> {
  const summary = await showProgress(part.checking, () => lint.check(document, spans));
  if (document.isClosed || summary === undefined) return;
  const { marks, sentences } = summary;
  if (sentences === 0) throw new EditorError("no-text", part.empty);
  tell(marks, part.where(formatCounted(sentences, "sentence")), "");
}

/** Says what a check found, with a way to the list. */
function tell(marks: readonly string[], where: string, more: string): void {
  notify("information", describeMarks(marks, where) + more, marks.length > 0 ? [SHOW_FINDINGS] : []);
}
