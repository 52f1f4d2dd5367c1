import * as vscode from "vscode";

/** A word shown in place of a range. */
export interface Replacement {
  readonly range: vscode.Range;
  readonly word: string;
}

/**
 * Shows words in the text without changing it: the document stays clean, no other extension notices, and removing the
 * preview restores everything exactly.
 */
export class FillPreview implements vscode.Disposable {
  readonly #editor: vscode.TextEditor;
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    // Decorations have no option that hides text, but this value smuggles in the CSS property.
    // eslint-disable-next-line language/untranslated -- CSS
    textDecoration: "none; display: none;",
    before: {
      color: new vscode.ThemeColor("editor.foreground"),
      backgroundColor: new vscode.ThemeColor("diffEditor.insertedTextBackground"),
    },
  });

  constructor(editor: vscode.TextEditor) {
    this.#editor = editor;
  }

  /** Replaces what was shown before. */
  show(replacements: readonly Replacement[]): void {
    this.#editor.setDecorations(
      this.#decoration,
      replacements.map(({ range, word }) => ({ range, renderOptions: { before: { contentText: word } } })),
    );
  }

  dispose(): void {
    this.#decoration.dispose();
  }
}
