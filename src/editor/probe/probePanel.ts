import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { findMismatch } from "../../schema/findMismatch";
import { type FromPage, fromPageSchema, type PanelProbe, type ToPage } from "../../webview/messages";
import { formatCounted } from "../../wording/formatCounted";
import { writeAttentionPage } from "../panel/writeAttentionPage";
import type { Services } from "../services";
import { notify } from "../surface";

const TITLE = "Compare Words";

/** What the panel shows. */
export interface ShownProbe {
  readonly probe: PanelProbe;
  /** As it is copied. */
  readonly table: string;
}

/** The panel of the words that are compared. There is one at a time; it is not opened again when VS Code restarts. */
export class ProbePanel implements vscode.Disposable {
  readonly #services: Pick<Services, "extensionUri" | "log">;
  #panel: vscode.WebviewPanel | undefined;
  #shown: ShownProbe | undefined;
  #isListening = false;

  constructor(services: Pick<Services, "extensionUri" | "log">) {
    this.#services = services;
  }

  show(shown: ShownProbe): void {
    this.#shown = shown;
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#panel = this.#open();
    this.#post();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("cloze.compareWords", TITLE, column, { enableFindWidget: true });
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
    if (!this.#shown || !this.#isListening) return;
    const message: ToPage = { kind: "probe", probe: this.#shown.probe };
    void this.#panel?.webview.postMessage(message);
  }

  #receive(value: unknown): void {
    const mismatch = findMismatch("message of the page", fromPageSchema, value);
    if (mismatch !== undefined) {
      this.#services.log.error(`panel: ${mismatch}`);
      return;
    }
    const { kind } = value as FromPage;
    if (kind === "ready") {
      this.#isListening = true;
      this.#post();
    } else if (kind === "copy" && this.#shown) {
      const { table, probe } = this.#shown;
      void vscode.env.clipboard
        .writeText(table)
        .then(() => notify("information", `Copied ${formatCounted(probe.rows.length, "row")}.`));
    }
  }
}
