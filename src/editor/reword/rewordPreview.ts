import * as vscode from "vscode";
import { toRange } from "../toRange";
import type { Replacement } from "./rewordSource";

/**
 * Shows changes in the text as a diff does, without making them: what goes is struck through, what comes stands behind it.
 * The document stays clean, and removing the preview restores everything exactly.
 */
export class RewordPreview implements vscode.Disposable {
  readonly #editor: vscode.TextEditor;
  readonly #removed = vscode.window.createTextEditorDecorationType({
    textDecoration: "line-through",
    backgroundColor: new vscode.ThemeColor("diffEditor.removedTextBackground"),
  });
  readonly #added = vscode.window.createTextEditorDecorationType({
    after: {
      color: new vscode.ThemeColor("editor.foreground"),
      backgroundColor: new vscode.ThemeColor("diffEditor.insertedTextBackground"),
    },
  });

  constructor(editor: vscode.TextEditor) {
    this.#editor = editor;
  }

  /** Replaces what was shown before. */
  show(changes: readonly Replacement[]): void {
    const { document } = this.#editor;
    this.#editor.setDecorations(
      this.#removed,
      changes.map(({ span }) => toRange(document, span)),
    );
    this.#editor.setDecorations(
      this.#added,
      changes.map(({ span, text }) => ({
        range: toRange(document, { start: span.end, end: span.end }),
        // Spaces at the ends of a decoration are not drawn.
        renderOptions: { after: { contentText: text.replaceAll(" ", "\u00a0") } },
      })),
    );
  }

  dispose(): void {
    this.#removed.dispose();
    this.#added.dispose();
  }
}
