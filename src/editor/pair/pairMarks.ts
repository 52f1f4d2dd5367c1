import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { COMMANDS } from "../commands";
import { linkCommand, writeMarkdown } from "../inertMarkdown";
import { toMarkdownString } from "../surface";
import { toRange } from "../toRange";
import type { PairDescription } from "./describePair";
import type { SentencePair } from "./selectPair";

/** While an answer is shown: Escape hides it, and it can be copied. package.json names the key. */
const SHOWN_CONTEXT = "cloze.nextSentenceShown";

interface Shown {
  readonly editor: vscode.TextEditor;
  readonly ranges: readonly [vscode.Range, vscode.Range];
  readonly description: PairDescription;
  readonly hover: vscode.MarkdownString;
}

/**
 * Highlights the two sentences that were compared, and shows the answer right behind the second one. The marks go with
 * Escape, with the first edit of the document, and when the cursor leaves both sentences.
 *
 * The answer is an inlay hint, because VS Code wraps hints with their line and scrolls to them. What a decoration adds
 * behind a line is cut at the editor's edge.
 */
export class PairMarks implements vscode.Disposable, vscode.InlayHintsProvider {
  readonly #sentence = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.wordHighlightBackground"),
  });
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChangeInlayHints = this.#changed.event;
  #shown: Shown | undefined;

  constructor() {
    this.#subscription = vscode.Disposable.from(
      vscode.languages.registerInlayHintsProvider("*", this),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document === this.#shown?.editor.document) this.clear();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        if (textEditor !== this.#shown?.editor) return;
        const { ranges } = this.#shown;
        if (!selections.some((selection) => ranges.some((range) => range.intersection(selection)))) this.clear();
      }),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        if (this.#shown && !editors.includes(this.#shown.editor)) this.clear();
      }),
    );
  }

  /** What is shown, as text to copy; `undefined` when nothing is. */
  get text(): string | undefined {
    return this.#shown?.description.long.join("\n");
  }

  /** Replaces what was shown before. */
  show(editor: vscode.TextEditor, { first, second }: SentencePair, description: PairDescription): void {
    this.clear();
    const { document } = editor;
    const ranges = [toRange(document, first.span), toRange(document, second.span)] as const;
    const hover = describeInHover(description);
    editor.setDecorations(
      this.#sentence,
      ranges.map((range) => ({ range, hoverMessage: hover })),
    );
    this.#set({ editor, ranges, description, hover });
  }

  clear(): void {
    if (!this.#shown) return;
    this.#shown.editor.setDecorations(this.#sentence, []);
    this.#set(undefined);
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    const shown = this.#shown;
    if (shown?.editor.document !== document || !range.contains(shown.ranges[1].end)) return [];
    const hint = new vscode.InlayHint(shown.ranges[1].end, shown.description.short);
    hint.paddingLeft = true;
    hint.tooltip = shown.hover;
    return [hint];
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#sentence.dispose();
  }

  #set(shown: Shown | undefined): void {
    this.#shown = shown;
    this.#changed.fire();
    void vscode.commands.executeCommand("setContext", SHOWN_CONTEXT, shown !== undefined);
  }
}

function describeInHover({ long: [verdict = "", ...reasons] }: PairDescription): vscode.MarkdownString {
  const copy = linkCommand(l10n.t("Copy"), COMMANDS.copyNextSentence, [], l10n.t("Copy This Answer"));
  const lines = reasons.map((reason) => writeMarkdown`${reason}  \n`);
  return toMarkdownString(writeMarkdown`**${verdict}**\n\n${lines}\n${copy}`);
}
