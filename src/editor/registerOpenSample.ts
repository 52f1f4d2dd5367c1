import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { COMMANDS } from "./commands";
import { reportError } from "./reportError";
import type { Services } from "./services";

// eslint-disable-next-line language/untranslated -- the models read English
const SAMPLE = `# A text to try Cloze on

She put the kettle on and made a cup of [MASK].

The program reads its settings from a file. Each line of the file holds one setting. The price of copper fell by three percent.

Thank you for the report, it helped us a lot. This release is a disaster and it wasted our whole week.

The heater turns off when the water is to hot. You need a account to read the the log.
`;

/**
 * The command that opens a sample text, in which every feature finds something: beside a page that is no text, such as
 * the walkthrough whose button was pressed. Once open, the same text is shown again.
 */
export function registerOpenSample({ log }: Services): vscode.Disposable {
  let sample: vscode.TextDocument | undefined;
  return vscode.commands.registerCommand(COMMANDS.openSample, async () => {
    try {
      if (sample && !sample.isClosed) {
        await vscode.window.showTextDocument(sample, { viewColumn: selectColumn(sample) });
        return;
      }
      sample = await vscode.workspace.openTextDocument({ language: "markdown", content: SAMPLE });
      const editor = await vscode.window.showTextDocument(sample, { viewColumn: selectColumn(sample) });
      const start = sample.positionAt(SAMPLE.indexOf("[MASK]"));
      editor.selection = new vscode.Selection(start, start);
    } catch (error) {
      reportError(log, l10n.t("Cloze could not open the sample text"), error);
    }
  });
}

/** Where the text is on screen already, or else where it hides no page that is no text. */
function selectColumn(document: vscode.TextDocument): vscode.ViewColumn {
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  if (visible?.viewColumn !== undefined) return visible.viewColumn;
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const isText = activeTab === undefined || activeTab.input instanceof vscode.TabInputText;
  return isText ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}
