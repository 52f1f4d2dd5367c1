import * as vscode from "vscode";
import { isView, READ_SCHEME, toSourceAddress, toViewAddress } from "./readAddress";

/** A view takes over edits after this pause in typing. */
const DELAY_MS = 100;

/** Gives each view the text of its document, and follows its edits. */
export class ReadContent implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChange = this.#changes.event;

  constructor() {
    this.#subscription = vscode.Disposable.from(
      this.#changes,
      vscode.workspace.registerTextDocumentContentProvider(READ_SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => this.#schedule(uri)),
    );
  }

  async provideTextDocumentContent(view: vscode.Uri): Promise<string> {
    const address = toSourceAddress(view);
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address.toString());
    if (open !== undefined) return open.getText();
    // To open an untitled document that is gone would make a new one.
    if (address.scheme === "untitled") return "";
    return (await vscode.workspace.openTextDocument(address)).getText();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscription.dispose();
  }

  #schedule(source: vscode.Uri): void {
    if (source.scheme === READ_SCHEME || !vscode.workspace.textDocuments.some(isView)) return;
    const view = toViewAddress(source);
    const key = view.toString();
    clearTimeout(this.#timers.get(key));
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      this.#changes.fire(view);
    }, DELAY_MS);
    this.#timers.set(key, timer);
  }
}
