import * as vscode from "vscode";
import { speak } from "../language/speak";

// Imported before all else: many texts are looked up when their module is loaded. VS Code has read those of its language by now.
const { bundle, uri } = vscode.l10n;
if (bundle !== undefined && uri !== undefined) {
  speak({ tag: vscode.env.language, texts: bundle, file: uri.fsPath });
}
