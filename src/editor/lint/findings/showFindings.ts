import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Action } from "../../surface";

export const FINDINGS_VIEW = "cloze.findings";

/** A button that opens the view with everything that is marked. */
export const SHOW_FINDINGS: Action = {
  title: l10n.t("Show Findings"),
  run: () => vscode.commands.executeCommand(`${FINDINGS_VIEW}.focus`),
};
