import * as vscode from "vscode";
import type { Action } from "../../surface";

export const FINDINGS_VIEW = "cloze.findings";

/** A button that opens the view with everything that is marked. */
export const SHOW_FINDINGS: Action = {
  title: "Show Findings",
  run: () => vscode.commands.executeCommand(`${FINDINGS_VIEW}.focus`),
};
