import * as vscode from "vscode";

/** A cursor that is on its way, by a held key for example, is read when it has stood this long. */
const CURSOR_PAUSE_MS = 120;

/** Tells where the cursor of the active editor has come to rest. The panel itself and the log are no editors of text. */
export class CursorWatch implements vscode.Disposable {
  readonly #subscriptions: readonly vscode.Disposable[];
  #pause: NodeJS.Timeout | undefined;

  constructor(onRest: (editor: vscode.TextEditor) => void) {
    const wait = (editor: vscode.TextEditor | undefined) => {
      // An editor without a column is a box of input, a cell of a notebook or an output.
      if (editor?.viewColumn === undefined || editor.document.uri.scheme === "output") return;
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => onRest(editor), CURSOR_PAUSE_MS);
    };
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) wait(textEditor);
      }),
      vscode.window.onDidChangeActiveTextEditor(wait),
    ];
  }

  dispose(): void {
    clearTimeout(this.#pause);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
