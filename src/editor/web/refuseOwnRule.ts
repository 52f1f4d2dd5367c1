import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Rule } from "../../lint/rule";
import { OwnToneError } from "../../ownTone/ownToneError";

/** Stands for `readOwnRule` in a browser. */
export function refuseOwnRule(uri: vscode.Uri): Promise<Rule> {
  const name = vscode.workspace.asRelativePath(uri);
  return Promise.reject(
    new OwnToneError(
      "bad-file",
      l10n.t("{0} needs VS Code on a desktop or a server, and this one runs in a browser", name),
    ),
  );
}
