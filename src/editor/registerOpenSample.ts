import * as vscode from "vscode";
import { COMMANDS } from "./commands";
import { reportError } from "./reportError";
import type { Services } from "./services";

const SAMPLE = `# A text to try Cloze on

She put the kettle on and made a cup of [MASK].

The program reads its settings from a file. Each line of the file holds one setting. The price of copper fell by three percent.

Thank you for the report, it helped us a lot. This release is a disaster and it wasted our whole week.
`;

/** The command that opens a sample text, in which every feature finds something. */
export function registerOpenSample({ log }: Services): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.openSample, async () => {
    try {
      const document = await vscode.workspace.openTextDocument({ language: "markdown", content: SAMPLE });
      const editor = await vscode.window.showTextDocument(document);
      const start = document.positionAt(SAMPLE.indexOf("[MASK]"));
      editor.selection = new vscode.Selection(start, start);
    } catch (error) {
      reportError(log, "open the sample text", error);
    }
  });
}
