import * as l10n from "@vscode/l10n";
import { isContinuation, isSpecial } from "../answers/tokenKind";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { followArrowKeys } from "../dom/followArrowKeys";
import { followPointing } from "../dom/followPointing";
import type { PanelToken } from "../messages";
import { describeToken } from "./describeToken";
import { drawPieceText } from "./pieceText";
import { selectSegmentClass } from "./segment";

export interface TokenRowOptions extends DrawOptions {
  readonly onPoint: (position: number | undefined) => void;
  readonly onPin: (position: number) => void;
  readonly onReveal: (position: number) => void;
  readonly onMask: (position: number) => void;
}

export interface TokenRow {
  readonly element: HTMLElement;
  /** Colours every token by its weight, 0..1; without weights, no token. */
  shade(weights: Float32Array | undefined): void;
  /** Marks the token that was chosen. */
  pin(position: number | undefined): void;
  /** Strikes out the tokens that are masked. */
  markMasked(positions: readonly number[]): void;
  /** Marks the token at the cursor of the editor, and scrolls to it within the row. */
  markCursor(position: number | undefined): void;
}

/** The word pieces in reading order; pieces of one word touch, special tokens stand apart. */
export function drawTokenRow(tokens: readonly PanelToken[], options: TokenRowOptions): TokenRow {
  const { document } = options;
  const pieces = tokens.map((token) => drawPiece(token, options));
  const words: HTMLElement[] = [];
  for (const [i, token] of tokens.entries()) {
    const piece = pieces[i];
    if (piece === undefined) continue;
    const word = isContinuation(token) ? words.at(-1) : undefined;
    if (word) word.append(piece);
    else words.push(buildElement(document, "span", { class: wordClass(token), children: [piece] }));
  }
  const element = buildElement(document, "div", {
    class: "token-row",
    attributes: {
      role: "group",
      "aria-label": l10n.t("{0} word pieces. Arrow keys move, Enter chooses, M masks.", tokens.length),
    },
    children: words,
  });
  followArrowKeys(element, pieces);
  followPointing(element, pieces, (index) => options.onPoint(index));
  return {
    element,
    shade: (weights) => {
      element.classList.toggle("shaded", weights !== undefined);
      for (const [i, piece] of pieces.entries()) piece.style.setProperty("--weight", String(weights?.[i] ?? 0));
    },
    // Not drawn again: the second click of a double click must reach the same element as the first.
    pin: (position) => {
      for (const [i, piece] of pieces.entries()) piece.setAttribute("aria-pressed", String(i === position));
    },
    markMasked: (positions) => {
      for (const [i, piece] of pieces.entries()) {
        const isMasked = positions.includes(i);
        piece.classList.toggle("masked", isMasked);
        const token = tokens[i];
        if (!token) continue;
        const name = nameToken(token);
        piece.setAttribute("aria-label", isMasked ? l10n.t("masked: {0}", name) : name);
      }
    },
    markCursor: (position) => {
      for (const [i, piece] of pieces.entries()) {
        if (i === position) piece.setAttribute("aria-current", "location");
        else piece.removeAttribute("aria-current");
      }
      const piece = position === undefined ? undefined : pieces[position];
      if (piece) scrollWithin(element, piece);
    },
  };
}

/** `scrollIntoView` would move the page as well, under the reader's eyes. */
function scrollWithin(row: HTMLElement, piece: HTMLElement): void {
  const [outer, inner] = [row.getBoundingClientRect(), piece.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) row.scrollTop += inner.top - outer.top - outer.height / 2;
}

function wordClass(token: PanelToken): string {
  // eslint-disable-next-line language/untranslated -- classes
  return `word ${selectSegmentClass(token)}${isSpecial(token) ? " special" : ""}`;
}

function nameToken(token: PanelToken): string {
  return `${token.text}, ${describeToken(token)}`;
}

function drawPiece(token: PanelToken, { document, onPin, onReveal, onMask }: TokenRowOptions): HTMLElement {
  const piece = buildElement(document, "button", {
    class: "piece",
    attributes: {
      type: "button",
      "data-key": `piece:${token.position}`,
      "aria-pressed": "false",
      "aria-label": nameToken(token),
    },
    children: [drawPieceText(token, { document })],
  });
  piece.addEventListener("click", () => onPin(token.position));
  piece.addEventListener("dblclick", () => onMask(token.position));
  piece.addEventListener("keydown", (event) => {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === "Enter" && event.shiftKey) onReveal(token.position);
    else if (event.key.toLowerCase() === "m" && isPlain) onMask(token.position);
    else return;
    event.preventDefault();
  });
  return piece;
}
