import * as vscode from "vscode";
import type { Span } from "../../text/spans/span";
import { writeMarkdown } from "../inertMarkdown";
import { toMarkdownString } from "../surface";
import { toRange } from "../toRange";

interface Marked {
  readonly uri: string;
  readonly spans: readonly Span[];
}

/** A token, and those it is linked with. */
export interface LinkedSpans {
  readonly chosen: Span;
  /** The weight is 0..1. */
  readonly linked: readonly { readonly span: Span; readonly weight: number; readonly hover: string }[];
}

/** From which weight on a tint is drawn, and how dense it is. Borders, which grow as well, show it without colours. */
/* eslint-disable language/untranslated -- CSS */
const TINTS = [
  { least: 0, alpha: 0.18, line: "1px dotted" },
  { least: 0.05, alpha: 0.34, line: "1px solid" },
  { least: 0.15, alpha: 0.52, line: "2px solid" },
  { least: 0.35, alpha: 0.72, line: "3px solid" },
] as const;
/* eslint-enable language/untranslated */

/** Marks the texts that the panel shows, and in them the token that is pointed at there, wherever their document is on screen. */
export class PanelTextMarks implements vscode.Disposable {
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.wordHighlightBackground"),
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.wordHighlightForeground"),
  });
  readonly #light = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.findMatchHighlightBackground"),
    // High contrast themes have no such background.
    // eslint-disable-next-line language/untranslated -- CSS
    border: "1px solid",
    borderColor: new vscode.ThemeColor("focusBorder"),
  });
  readonly #chosen = vscode.window.createTextEditorDecorationType({
    // eslint-disable-next-line language/untranslated -- CSS
    border: "2px solid",
    borderColor: new vscode.ThemeColor("editor.foreground"),
  });
  readonly #tints = TINTS.map(({ alpha, line }) =>
    vscode.window.createTextEditorDecorationType({
      // Blue, which people who see no red or no green tell from grey.
      backgroundColor: `rgba(56, 132, 220, ${alpha})`,
      // eslint-disable-next-line language/untranslated -- CSS
      border: `${line} rgb(56, 132, 220)`,
      borderWidth: `0 0 ${line.slice(0, 3)} 0`,
    }),
  );
  readonly #subscription: vscode.Disposable;
  #links: LinkedSpans | undefined;
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

  /** Outlines a token and tints those it is linked with, or nothing any more. */
  showLinks(links: LinkedSpans | undefined): void {
    this.#links = links;
    this.#draw();
  }

  clear(): void {
    for (const editor of this.#listEditors()) {
      editor.setDecorations(this.#decoration, []);
      for (const type of [this.#light, this.#chosen, ...this.#tints]) editor.setDecorations(type, []);
    }
    this.#links = undefined;
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
    for (const type of [this.#light, this.#chosen, ...this.#tints]) type.dispose();
  }

  #draw(): void {
    const spans = this.#marked?.spans ?? [];
    for (const editor of this.#listEditors()) {
      editor.setDecorations(
        this.#decoration,
        spans.map((span) => toRange(editor.document, span)),
      );
      editor.setDecorations(this.#light, this.#lit ? [toRange(editor.document, this.#lit)] : []);
      this.#drawLinks(editor);
    }
  }

  #drawLinks(editor: vscode.TextEditor): void {
    const { chosen, linked = [] } = this.#links ?? {};
    editor.setDecorations(this.#chosen, chosen ? [toRange(editor.document, chosen)] : []);
    for (const [index, type] of this.#tints.entries()) {
      const [least, next] = [TINTS[index]?.least ?? 0, TINTS[index + 1]?.least ?? Infinity];
      const own = linked.filter(({ weight }) => weight >= least && weight < next);
      editor.setDecorations(
        type,
        own.map(({ span, hover }) => ({
          range: toRange(editor.document, span),
          hoverMessage: toMarkdownString(writeMarkdown`${hover}`),
        })),
      );
    }
  }

  #listEditors(): readonly vscode.TextEditor[] {
    return vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === this.#marked?.uri);
  }
}
