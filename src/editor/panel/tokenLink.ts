import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { findDocumentSpan, findTextSpan, type Prose } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import type { PanelToken } from "../../webview/messages";
import type { ShownLinks } from "../../webview/messages/fromPage";
import { nameHeads } from "../../wording/names/nameHeads";
import { formatPercent } from "../../wording/numbers/formatPercent";
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
  #links: ShownLinks | undefined;

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
    this.#drawLinks();
  }

  /** Shows these links of a token, or none. */
  showLinks(links: ShownLinks | undefined): void {
    this.#links = links;
    this.#drawLinks();
  }

  /** The document was edited: until the texts are read again, their characters are not where they were. */
  loosen(): void {
    this.#sides = undefined;
    this.#drawLinks();
  }

  /** The texts are no longer in their document. */
  clear(): void {
    this.#sides = undefined;
    this.#drawLinks();
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
    return this.#pointed === undefined ? undefined : this.#findSpan(this.#pointed);
  }

  #drawLinks(): void {
    const { position, direction, heads, links } = this.#links ?? { links: [] };
    const chosen = position === undefined ? undefined : this.#findSpan(position);
    if (!chosen || !heads) {
      this.#marks.showLinks(undefined);
      return;
    }
    const linked = links.flatMap(({ position: at, weight }) => {
      const span = this.#findSpan(at);
      const share = formatPercent(Math.min(1, Math.max(0, weight)));
      const hover =
        direction === "from"
          ? l10n.t("The outlined piece looks at this: {0}. {1}.", share, nameHeads(heads))
          : l10n.t("This looks at the outlined piece: {0}. {1}.", share, nameHeads(heads));
      return span ? [{ span, weight, hover }] : [];
    });
    this.#marks.showLinks({ chosen, linked });
  }

  #findSpan(position: number): Span | undefined {
    const token = this.#listTokens()[position];
    const side = token && this.#sides?.[token.segment];
    return side && token.start < token.end ? findDocumentSpan(side, token) : undefined;
  }
}
