import { listWord } from "../../answers/listWord";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { PanelToken } from "../../messages";
import type { EmbeddedInput } from "../../messages/embeddedInput";
import { drawDataTable } from "../dataTable";
import { drawPieceText } from "../pieceText";
import { selectSegmentClass } from "../segment";

export interface EmbeddingTableOptions extends DrawOptions {
  readonly onPin: (position: number) => void;
}

const HEADINGS = { words: "Its row", segments: "Segment", positions: "Position" } as const;

/** What special tokens are for; their names differ from model to model. */
const MEANINGS: Readonly<Partial<Record<PanelToken["kind"], string>>> = {
  cls: "begins the input: answers about the whole text are read here",
  sep: "ends a text",
  mask: "hides a word, which the model is to fill",
  unk: "stands for what the vocabulary cannot spell",
  pad: "fills up a batch, and is not looked at",
};

/** A row a token, the pieces of a word together: the vectors that are added, their sum, and that after LayerNorm. */
export function drawEmbeddingTable(
  tokens: readonly PanelToken[],
  { tables, sums, outputs, size }: Pick<EmbeddedInput, "tables" | "sums" | "outputs" | "size">,
  { document, onPin }: EmbeddingTableOptions,
): HTMLElement {
  const added = [...tables.map(({ lengths }) => lengths), sums];
  // One scale for what is added and its sum; LayerNorm has another.
  const columns = [
    ...added.map((lengths) => ({ lengths, most: Math.max(...added.flat(), Number.MIN_VALUE) })),
    { lengths: outputs, most: Math.max(...outputs, Number.MIN_VALUE) },
  ];
  const rows = tokens.map((token) => {
    const word = listWord(tokens, token.position);
    const isFirst = word.length === 0 || word[0] === token.position;
    return buildElement(document, "tr", {
      class: [selectSegmentClass(token), isFirst ? "first-piece" : "later-piece"].join(" "),
      children: [
        ...(isFirst ? [drawWord(tokens, token, { word, document })] : []),
        drawPiece(token, document, onPin),
        ...tables.map(({ rows: read }, i) =>
          drawLength(columns[i], token.position, { document, row: read[token.position] }),
        ),
        ...columns.slice(tables.length).map((column) => drawLength(column, token.position, { document })),
      ],
    });
  });
  const headings = [["Word"], ["Piece"], ...tables.map(({ table }) => [HEADINGS[table]]), ["Sum"], ["Normed"]];
  // The table may be wider than the page, where its own caption would be cut.
  const caption = [
    buildElement(document, "span", { class: "hidden-text", text: "What is added for each piece, by its length" }),
  ];
  return buildElement(document, "section", {
    children: [
      buildElement(document, "p", { class: "note embedding-note", text: describe(size, tables.length) }),
      drawDataTable({ class: "embedding-lengths", caption, headings, rows }, { document }),
      ...drawMeanings(tokens, document),
    ],
  });
}

function describe(size: number, count: number): string {
  const parts =
    count > 2 ? "its own row, that of its segment and that of its position" : "its own row and that of its position";
  return `Each piece enters as a sum of rows of ${size} numbers: ${parts}. Here they are by their lengths as vectors. The sum is shorter than its parts together, as they point different ways; LayerNorm then makes sums of all pieces alike in length.`;
}

function drawWord(
  tokens: readonly PanelToken[],
  token: PanelToken,
  { word, document }: DrawOptions & { readonly word: readonly number[] },
): HTMLElement {
  const attributes = { ...(word.length > 1 && { rowspan: String(word.length) }) };
  if (MEANINGS[token.kind] !== undefined) return buildElement(document, "td", { attributes });
  const text = word.map((position) => readPlain(tokens[position])).join("");
  return buildElement(document, "td", {
    attributes,
    children: [buildElement(document, "bdi", { class: "whole-word", text })],
  });
}

/** Below the table, each once: in it they would make their rows many lines high. */
function drawMeanings(tokens: readonly PanelToken[], document: Document): readonly HTMLElement[] {
  const firsts = [...new Map(tokens.map((token) => [token.text, token])).values()];
  const items = firsts.flatMap((token) => {
    const meaning = MEANINGS[token.kind];
    if (meaning === undefined) return [];
    const children = [drawPieceText(token, { document }), ` ${meaning}`];
    return [buildElement(document, "li", { class: "meaning", children })];
  });
  return items.length === 0 ? [] : [buildElement(document, "ul", { class: "meanings", children: items })];
}

function readPlain(token: PanelToken | undefined): string {
  return token?.text.slice(token.prefix.length) ?? "";
}

function drawPiece(token: PanelToken, document: Document, onPin: (position: number) => void): HTMLElement {
  const button = buildElement(document, "button", {
    class: "table-token",
    attributes: { type: "button", "data-key": `embedded:${token.position}`, title: "Choose this piece" },
    children: [drawPieceText(token, { document })],
  });
  button.addEventListener("click", () => onPin(token.position));
  return buildElement(document, "th", { attributes: { scope: "row" }, children: [button] });
}

function drawLength(
  column: { readonly lengths: readonly number[]; readonly most: number } | undefined,
  position: number,
  { document, row }: DrawOptions & { readonly row?: number | undefined },
): HTMLElement {
  const length = column?.lengths[position] ?? NaN;
  const bar = buildElement(document, "span", { class: "length-bar", attributes: { "aria-hidden": "true" } });
  bar.style.setProperty("--share", String(length / (column?.most ?? NaN)));
  return buildElement(document, "td", {
    class: "number",
    children: [
      buildElement(document, "span", { class: "length", text: length.toFixed(2) }),
      ...(row === undefined ? [] : [" ", buildElement(document, "span", { class: "table-row", text: `row ${row}` })]),
      bar,
    ],
  });
}
