import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { findPreferredFix } from "../../../lint/findPreferredFix";
import type { DocumentFinding } from "../../../lint/open/documentFinding";
import { COMMANDS } from "../../commands";
import { EditorError } from "../../editorError";
import { reportError } from "../../reportError";
import type { Services } from "../../services";
import { toRange } from "../../toRange";
import { buildEdit } from "../buildFixAll";
import { insertDisable } from "../insertDisable";
import type { LintedDocuments } from "../lintedDocuments";
import { neverPair } from "../neverPair";
import type { FindingRow } from "./findingGroups";

type Run = (row: FindingRow) => Promise<void>;

/** What can be done about a finding in the list: what its quick fixes do, where the file is open or not. */
export function registerFindingActions(services: Services, lint: LintedDocuments): vscode.Disposable {
  const register = (id: string, what: string, run: Run) =>
    vscode.commands.registerCommand(id, async (row: unknown) => {
      try {
        await run(requireRow(row));
      } catch (error) {
        reportError(services.log, what, error);
      }
    });
  return vscode.Disposable.from(
    register(COMMANDS.fixFinding, l10n.t("Cloze could not apply the fix"), async (row) => {
      const { document, finding } = await open(lint, row, true);
      const fix = findPreferredFix(finding.fixes);
      if (fix) await vscode.workspace.applyEdit(buildEdit(document, [fix]));
    }),
    register(COMMANDS.showFixes, l10n.t("Cloze could not show the fixes"), async (row) => {
      await open(lint, row, false);
      await vscode.commands.executeCommand("editor.action.quickFix");
    }),
    register(COMMANDS.leaveFinding, l10n.t("Cloze could not leave this unmarked"), async ({ uri, mark: { found } }) => {
      const about = { sentence: found?.sentence, place: found?.word?.place, file: uri.toString() };
      await vscode.commands.executeCommand(COMMANDS.acceptSentence, about);
    }),
    register(COMMANDS.leaveWithComment, l10n.t("Cloze could not write the comment"), async (row) => {
      const { document, finding } = await open(lint, row, true);
      await insertDisable(services.prose, document, finding);
    }),
    register(COMMANDS.neverFinding, l10n.t("Cloze could not leave out the pair"), async ({ mark: { rule, found } }) => {
      if (found?.word) await neverPair({ rule, pair: found.word.pair });
    }),
  );
}

/** These commands are called from a row of the list and from nowhere else. */
function requireRow(value: unknown): FindingRow {
  if (typeof value === "object" && value !== null && (value as Partial<FindingRow>).kind === "finding") {
    return value as FindingRow;
  }
  throw new EditorError("no-text", l10n.t("Choose a finding in the view Cloze: Findings first."));
}

/**
 * Opens the file of a row with the cursor at its place, and finds what was found there in the text as it is now.
 *
 * @throws {EditorError} `stale` where it is not found any more.
 */
async function open(
  lint: LintedDocuments,
  row: FindingRow,
  preserveFocus: boolean,
): Promise<{ readonly document: vscode.TextDocument; readonly finding: DocumentFinding }> {
  const { start } = row.mark.range;
  const options = { selection: new vscode.Range(start, start), preview: true, preserveFocus };
  await vscode.commands.executeCommand("vscode.open", row.uri, options);
  const document = await vscode.workspace.openTextDocument(row.uri);
  let finding = find(lint, document, row);
  if (finding === undefined) {
    // It was not open, or it is checked by hand only.
    await lint.check(document);
    finding = find(lint, document, row);
  }
  if (finding) return { document, finding };
  throw new EditorError("stale", l10n.t("This is no longer marked: its text has changed, or the settings have."));
}

function find(
  lint: LintedDocuments,
  document: vscode.TextDocument,
  { mark: { rule, message, range } }: FindingRow,
): DocumentFinding | undefined {
  return lint
    .listAll(document)
    .find((each) => each.rule === rule && each.message === message && toRange(document, each.span).isEqual(range));
}
