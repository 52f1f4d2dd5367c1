import * as vscode from "vscode";
import type { PairDescription } from "./describePair";
import type { SentencePair } from "./selectPair";
import { toRange } from "../toRange";

/**
 * Highlights the two sentences that were compared, and shows the answer at the end of the second one's line. The marks
 * go with the first edit of the document, or when the cursor leaves both sentences.
 */
export class PairMarks implements vscode.Disposable {
  readonly #sentence = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.wordHighlightBackground"),
  });
  readonly #answer = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: {
      color: new vscode.ThemeColor("editorCodeLens.foreground"),
      margin: "0 0 0 1em",
      fontStyle: "italic",
    },
  });
  readonly #subscriptions: vscode.Disposable[];
  #shown: { readonly editor: vscode.TextEditor; readonly ranges: readonly vscode.Range[] } | undefined;

  constructor() {
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document === this.#shown?.editor.document) this.clear();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        if (textEditor !== this.#shown?.editor) return;
        const { ranges } = this.#shown;
        if (!selections.some((selection) => ranges.some((range) => range.intersection(selection)))) this.clear();
      }),
    ];
  }

  /** Replaces what was shown before. */
  show(editor: vscode.TextEditor, { first, second }: SentencePair, description: PairDescription): void {
    this.clear();
    const { document } = editor;
    const ranges = [toRange(document, first.span), toRange(document, second.span)];
    const [verdict = "", ...reasons] = description.long;
    const hoverMessage = new vscode.MarkdownString(`**${verdict}**\n\n${reasons.join("  \n")}`);
    editor.setDecorations(
      this.#sentence,
      ranges.map((range) => ({ range, hoverMessage })),
    );
    // At the end of the line: right after the sentence, the answer would push the rest of the line away.
    const { end } = document.lineAt(document.positionAt(second.span.end).line).range;
    const renderOptions = { after: { contentText: description.short } };
    editor.setDecorations(this.#answer, [{ range: new vscode.Range(end, end), renderOptions }]);
    this.#shown = { editor, ranges };
  }

  clear(): void {
    this.#shown?.editor.setDecorations(this.#sentence, []);
    this.#shown?.editor.setDecorations(this.#answer, []);
    this.#shown = undefined;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#sentence.dispose();
    this.#answer.dispose();
  }
}
