import * as vscode from "vscode";
import { findMismatch } from "../../schema/findMismatch";
import type { ToPage } from "../../webview/messages";
import { type FromPage, fromPageSchema } from "../../webview/messages/fromPage";
import type { Services } from "../services";
import { loadAttentionPage } from "./loadAttentionPage";

export interface PagePanelOptions {
  readonly services: Pick<Services, "extensionUri" | "log">;
  /** As VS Code names it. */
  readonly viewType: string;
  readonly title: string;
  /** The page stays as it is while it is hidden: a person has done something in it. Default: it is drawn again. */
  readonly isKept?: boolean;
  /** Called with what a person did in the page. */
  readonly onMessage: (message: FromPage) => void;
}

/** A panel that shows one answer, which it is given. There is one at a time; it is not opened again when VS Code restarts. */
export class PagePanel implements vscode.Disposable {
  readonly #options: PagePanelOptions;
  #panel: vscode.WebviewPanel | undefined;
  #shown: ToPage | undefined;
  #isListening = false;

  constructor(options: PagePanelOptions) {
    this.#options = options;
  }

  show(shown: ToPage): void {
    this.#shown = shown;
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#panel = this.#open();
    this.#post();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const { services, viewType, title, isKept = false } = this.#options;
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(viewType, title, column, {
      enableFindWidget: true,
      retainContextWhenHidden: isKept,
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#isListening = false;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    loadAttentionPage(panel.webview, services.extensionUri);
    return panel;
  }

  #post(): void {
    if (this.#shown && this.#isListening) void this.#panel?.webview.postMessage(this.#shown);
  }

  #receive(value: unknown): void {
    const { services, onMessage } = this.#options;
    // eslint-disable-next-line language/untranslated -- goes to the log
    const mismatch = findMismatch("message of the page", fromPageSchema, value);
    if (mismatch !== undefined) {
      services.log.error(`panel: ${mismatch}`);
      return;
    }
    const message = value as FromPage;
    if (message.kind === "ready") {
      this.#isListening = true;
      this.#post();
    } else onMessage(message);
  }
}
