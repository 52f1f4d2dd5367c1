import * as vscode from "vscode";
import type { Span } from "../../text/spans/span";
import { toRange } from "../toRange";

interface Marked {
  readonly uri: string;
  readonly spans: readonly Span[];
}

/** Marks the texts that the panel shows, and in them the token that is pointed at there, wherever their document is on screen. */
export class PanelTextMarks implements vscode.Disposable {
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.wordHighlightBackground"),
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.wordHighlightForeground"),
  });
  readonly #light = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.findMatchHighlightBackground"),
    // High contrast themes have no such background.
    border: "1px solid",
    borderColor: new vscode.ThemeColor("focusBorder"),
  });
  readonly #subscription: vscode.Disposable;
  #lit: Span | undefined;
  #marked: Marked | undefined;

  constructor() {
    this.#subscription = vscode.window.onDidChangeVisibleTextEditors(() => this.#draw());
  }

  show(uri: string, spans: readonly Span[]): void {
    this.clear();
    this.#marked = { uri, spans };
    this.#draw();
  }

  /** Brings the characters of one token forward, or none. */
  light(span: Span | undefined): void {
    this.#lit = span;
    this.#draw();
  }

  clear(): void {
    for (const editor of this.#listEditors()) {
      editor.setDecorations(this.#decoration, []);
      editor.setDecorations(this.#light, []);
    }
    this.#marked = undefined;
    this.#lit = undefined;
  }

  /** Scrolls where the first text has left the screen: the panel beside it takes half of the width. */
  reveal(): void {
    const [first] = this.#marked?.spans ?? [];
    if (first === undefined) return;
    for (const editor of this.#listEditors()) {
      editor.revealRange(toRange(editor.document, first), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#decoration.dispose();
    this.#light.dispose();
  }

  #draw(): void {
    const spans = this.#marked?.spans ?? [];
    for (const editor of this.#listEditors()) {
      editor.setDecorations(
        this.#decoration,
        spans.map((span) => toRange(editor.document, span)),
      );
      editor.setDecorations(this.#light, this.#lit ? [toRange(editor.document, this.#lit)] : []);
    }
  }

  #listEditors(): readonly vscode.TextEditor[] {
    return vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === this.#marked?.uri);
  }
}
