import * as vscode from "vscode";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { toInertLine } from "../inertLine";
import { writeMarkdown } from "../inertMarkdown";
import { toMarkdownString } from "../surface";

/** A tag in a document. */
export interface PlacedTag {
  readonly range: vscode.Range;
  readonly label: string;
  readonly probability: number;
}

/** Colours of the theme, for labels in the order in which they are first seen. Its orange is half transparent. */
const COLOURS = ["charts.blue", "charts.yellow", "charts.green", "charts.purple", "charts.red"];
/** While tags are shown, they can be hidden. */
const SHOWN_CONTEXT = "cloze.tagsShown";

interface Shown {
  readonly document: vscode.TextDocument;
  readonly tags: readonly PlacedTag[];
}

/** The tags of one document, drawn in every editor that shows it. They go with the first edit: it may have changed them. */
export class TagMarks implements vscode.Disposable {
  readonly #types = COLOURS.map((name) => {
    const color = new vscode.ThemeColor(name);
    return vscode.window.createTextEditorDecorationType({
      borderWidth: "0 0 2px 0",
      borderStyle: "solid",
      borderColor: color,
      after: { color, margin: "0 0.3em 0 0.25em" },
    });
  });
  readonly #subscription: vscode.Disposable;
  #shown: Shown | undefined;

  constructor() {
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document === this.#shown?.document) this.clear();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.#shown?.document) this.clear();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#draw()),
    );
  }

  /** Replaces what was shown before. */
  show(document: vscode.TextDocument, tags: readonly PlacedTag[]): void {
    this.clear();
    this.#set({ document, tags });
    this.#draw();
  }

  clear(): void {
    const document = this.#shown?.document;
    if (document === undefined) return;
    this.#set(undefined);
    for (const editor of listEditors(document)) for (const type of this.#types) editor.setDecorations(type, []);
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const type of this.#types) type.dispose();
  }

  #draw(): void {
    if (this.#shown === undefined) return;
    const { document, tags } = this.#shown;
    const labels = [...new Set(tags.map(({ label }) => label))];
    for (const editor of listEditors(document)) {
      for (const [index, type] of this.#types.entries()) {
        const own = tags.filter(({ label }) => labels.indexOf(label) % this.#types.length === index);
        editor.setDecorations(type, own.map(buildDecoration));
      }
    }
  }

  #set(shown: Shown | undefined): void {
    this.#shown = shown;
    void vscode.commands.executeCommand("setContext", SHOWN_CONTEXT, shown !== undefined);
  }
}

function buildDecoration({ range, label, probability }: PlacedTag): vscode.DecorationOptions {
  const hoverMessage = toMarkdownString(writeMarkdown`**${label}** ${formatPercent(probability)}`);
  return { range, hoverMessage, renderOptions: { after: { contentText: toInertLine(label) } } };
}

function listEditors(document: vscode.TextDocument): readonly vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
}
