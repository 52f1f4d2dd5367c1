import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { findMismatch } from "../../schema/findMismatch";
import { type FromPage, fromPageSchema, type PanelSenses } from "../../webview/messages";
import { writeAttentionPage } from "../panel/writeAttentionPage";
import type { Services } from "../services";

const TITLE = "Uses of a Word";

/** The panel of a word's uses. There is one at a time; it is not opened again when VS Code restarts. */
export class SensesPanel implements vscode.Disposable {
  readonly #services: Pick<Services, "extensionUri" | "log">;
  readonly #onOpen: (index: number) => void;
  #panel: vscode.WebviewPanel | undefined;
  #shown: PanelSenses | undefined;
  #isListening = false;

  /** @param onOpen - Called with the index of the use that the person chose. */
  constructor(services: Pick<Services, "extensionUri" | "log">, onOpen: (index: number) => void) {
    this.#services = services;
    this.#onOpen = onOpen;
  }

  show(senses: PanelSenses): void {
    this.#shown = senses;
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#panel = this.#open();
    this.#post();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("cloze.senses", TITLE, column, { enableFindWidget: true });
    const dist = vscode.Uri.joinPath(this.#services.extensionUri, "dist");
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#isListening = false;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.webview.html = writeAttentionPage({
      cspSource: panel.webview.cspSource,
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.js")).toString(),
      style: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.css")).toString(),
      nonce: randomBytes(16).toString("hex"),
    });
    return panel;
  }

  #post(): void {
    if (this.#shown && this.#isListening) {
      void this.#panel?.webview.postMessage({ kind: "senses", senses: this.#shown });
    }
  }

  #receive(value: unknown): void {
    const mismatch = findMismatch("message of the page", fromPageSchema, value);
    if (mismatch !== undefined) {
      this.#services.log.error(`panel: ${mismatch}`);
      return;
    }
    const message = value as FromPage;
    if (message.kind === "ready") {
      this.#isListening = true;
      this.#post();
    } else if (message.kind === "open") this.#onOpen(message.index);
  }
}
