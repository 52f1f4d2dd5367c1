import * as vscode from "vscode";
import type { AttentionPanel } from "./attentionPanel";

export interface OpenPanelsOptions {
  /** As VS Code names it. */
  readonly viewType: string;
  /** Of a panel that is not kept. */
  readonly title: string;
  readonly own: (webviewPanel: vscode.WebviewPanel) => AttentionPanel;
}

/** The panels that are open: one that shows whatever is asked for, and any number that a person keeps beside it. */
export class OpenPanels implements vscode.Disposable {
  readonly #options: OpenPanelsOptions;
  /** The one used last is the last. */
  readonly #panels: AttentionPanel[] = [];

  constructor(options: OpenPanelsOptions) {
    this.#options = options;
  }

  list(): readonly AttentionPanel[] {
    return [...this.#panels].reverse();
  }

  /** The panel that is not kept, or a new one. */
  async open(): Promise<AttentionPanel> {
    const free = this.#findFree();
    if (free) return free;
    const { viewType, title } = this.#options;
    await this.#closeAsleep();
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return (
      this.#findFree() ??
      this.#own(vscode.window.createWebviewPanel(viewType, title, column, { enableFindWidget: true }))
    );
  }

  /** Takes a panel of an earlier session. @returns `undefined` if it is closed, because another shows what is asked for. */
  restore(webviewPanel: vscode.WebviewPanel, isKept: boolean): AttentionPanel | undefined {
    if (!isKept && this.#findFree()) {
      webviewPanel.dispose();
      return undefined;
    }
    const panel = this.#own(webviewPanel);
    panel.keep(isKept);
    return panel;
  }

  dispose(): void {
    for (const panel of this.list()) panel.close();
  }

  #findFree(): AttentionPanel | undefined {
    return this.#panels.findLast(({ isKept }) => !isKept);
  }

  #own(webviewPanel: vscode.WebviewPanel): AttentionPanel {
    const panel = this.#options.own(webviewPanel);
    this.#panels.push(panel);
    webviewPanel.onDidDispose(() => {
      panel.dispose();
      this.#panels.splice(this.#panels.indexOf(panel), 1);
    });
    return panel;
  }

  /**
   * After a restart VS Code gives a panel back when its tab is first looked at. Until then its tab is asleep, and a new panel
   * would stand beside it as a second one.
   */
  async #closeAsleep(): Promise<void> {
    const { viewType } = this.#options;
    const asleep = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(
        ({ input, label }) =>
          // Its title may be in the language of the time when it was opened.
          !label.endsWith(")") && input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType),
      );
    if (asleep.length > 0) await vscode.window.tabGroups.close(asleep, true);
  }
}
