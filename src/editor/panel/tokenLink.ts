import * as vscode from "vscode";
import { findDocumentSpan, findTextSpan, type Prose } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import type { PanelToken } from "../../webview/messages";
import { findTokenAt } from "./findTokenAt";
import { PanelTextMarks } from "./panelTextMarks";

/** Ties the tokens of the panel to their characters in the document: what is pointed at there, and where the cursor is. */
export class TokenLink implements vscode.Disposable {
  readonly #marks = new PanelTextMarks();
  readonly #listTokens: () => readonly PanelToken[];
  #uri: string | undefined;
  /** `undefined` while the texts are gone, or moved by an edit and not yet read again. */
  #sides: readonly Prose[] | undefined;
  #pointed: number | undefined;

  /** @param listTokens - Those that the page shows, by position. */
  constructor(listTokens: () => readonly PanelToken[]) {
    this.#listTokens = listTokens;
  }

  /** The texts stand here in their document. */
  place(uri: string, sides: readonly Prose[]): void {
    this.#uri = uri;
    this.#sides = sides;
    this.#marks.show(
      uri,
      sides.map(({ span }) => span),
    );
    this.#light();
  }

  /** The document was edited: until the texts are read again, their characters are not where they were. */
  loosen(): void {
    this.#sides = undefined;
  }

  /** The texts are no longer in their document. */
  clear(): void {
    this.#sides = undefined;
    this.#marks.clear();
  }

  /** Keeps the text on screen beside the panel. */
  reveal(): void {
    this.#marks.reveal();
  }

  /** Lights the characters of one token, or of none. */
  point(position: number | undefined): void {
    this.#pointed = position;
    if (this.#sides) this.#light();
  }

  /** The position of the token at the cursor. */
  findAtCursor(): number | undefined {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === this.#uri);
    if (!editor) return undefined;
    const offset = editor.document.offsetAt(editor.selection.active);
    for (const [segment, side] of (this.#sides ?? []).entries()) {
      const place = findTextSpan(side, { start: offset, end: offset });
      if (place) return findTokenAt(this.#listTokens(), { segment, offset: place.start });
    }
    return undefined;
  }

  dispose(): void {
    this.#marks.dispose();
  }

  #light(): void {
    this.#marks.light(this.#findPointed());
  }

  #findPointed(): Span | undefined {
    const token = this.#pointed === undefined ? undefined : this.#listTokens()[this.#pointed];
    const side = token && this.#sides?.[token.segment];
    return side && token.start < token.end ? findDocumentSpan(side, token) : undefined;
  }
}
