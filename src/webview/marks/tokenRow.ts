import { buildElement } from "../buildElement";
import { describeToken, isContinuation, isSpecial, segmentName } from "./describeToken";
import { followArrowKeys } from "../widgets/followArrowKeys";
import { followPointing } from "../widgets/followPointing";
import type { PanelToken } from "../messages";
import { drawPieceText } from "./pieceText";

export interface TokenRowOptions {
  readonly document: Document;
  readonly onPoint: (position: number | undefined) => void;
  readonly onPin: (position: number) => void;
  readonly onReveal: (position: number) => void;
}

export interface TokenRow {
  readonly element: HTMLElement;
  /** Colours every token by its weight: T of them, 0..1; none without. */
  shade(weights: Float32Array | undefined): void;
  /** Marks the token that was chosen. */
  pin(position: number | undefined): void;
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
    attributes: { role: "group", "aria-label": `${tokens.length} word pieces. Arrow keys move, Enter chooses.` },
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
    // Not drawn anew: the second click of a double click must find the element of the first.
    pin: (position) => {
      for (const [i, piece] of pieces.entries()) piece.setAttribute("aria-pressed", String(i === position));
    },
  };
}

function wordClass(token: PanelToken): string {
  return `word segment-${segmentName(token).toLowerCase()}${isSpecial(token) ? " special" : ""}`;
}

function drawPiece(token: PanelToken, { document, onPin, onReveal }: TokenRowOptions): HTMLElement {
  const piece = buildElement(document, "button", {
    class: "piece",
    attributes: {
      type: "button",
      "data-key": `piece:${token.position}`,
      "aria-pressed": "false",
      "aria-label": `${token.text}, ${describeToken(token)}`,
    },
    children: [drawPieceText(token, { document })],
  });
  piece.addEventListener("click", () => onPin(token.position));
  piece.addEventListener("dblclick", () => onReveal(token.position));
  piece.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.shiftKey) return;
    event.preventDefault();
    onReveal(token.position);
  });
  return piece;
}
