import * as vscode from "vscode";
import { createNonce } from "#platform/hashes";
import { getLanguage } from "../../language/speak";
import { writeAttentionPage } from "./writeAttentionPage";

/** Loads the page of the panel into a webview. */
export function loadAttentionPage(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const dist = vscode.Uri.joinPath(extensionUri, "dist");
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = writeAttentionPage({
    cspSource: webview.cspSource,
    script: webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.js")).toString(),
    style: webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.css")).toString(),
    nonce: createNonce(),
    language: getLanguage(),
  });
}
