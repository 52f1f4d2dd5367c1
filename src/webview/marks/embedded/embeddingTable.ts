import * as l10n from "@vscode/l10n";
import { formatFixed } from "../../../wording/numbers/formatFixed";
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

const HEADINGS = {
  words: l10n.t("Its row"),
  segments: l10n.t("Segment"),
  positions: l10n.t("Position"),
} as const;

/** What special tokens are for; their names differ from model to model. */
const MEANINGS: Readonly<Partial<Record<PanelToken["kind"], string>>> = {
  cls: l10n.t("begins the input: answers about the whole text are read here"),
  sep: l10n.t("ends a text"),
  mask: l10n.t("hides a word, which the model is to fill"),
  unk: l10n.t("stands for what the vocabulary cannot spell"),
  pad: l10n.t("fills up a batch, and is not looked at"),
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
  const headings = [
    [l10n.t("Word")],
    [l10n.t("Piece")],
    ...tables.map(({ table }) => [HEADINGS[table]]),
    [l10n.t("Sum")],
    [l10n.t("Normed")],
  ];
  // The table may be wider than the page, where its own caption would be cut.
  const caption = [
    buildElement(document, "span", {
      class: "hidden-text",
      text: l10n.t("What is added for each piece, by its length"),
    }),
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
    count > 2
      ? l10n.t(
          "Each piece enters as a sum of rows of {0} numbers: its own row, that of its segment and that of its position.",
          size,
        )
      : l10n.t("Each piece enters as a sum of rows of {0} numbers: its own row and that of its position.", size);
  const lengths = l10n.t(
    "Here they are by their lengths as vectors. The sum is shorter than its parts together, as they point different ways; LayerNorm then makes sums of all pieces alike in length.",
  );
  return `${parts} ${lengths}`;
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
    attributes: { type: "button", "data-key": `embedded:${token.position}`, title: l10n.t("Choose this piece") },
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
      buildElement(document, "span", { class: "length", text: formatFixed(length, 2) }),
      ...(row === undefined
        ? []
        : [" ", buildElement(document, "span", { class: "table-row", text: l10n.t("row {0}", row) })]),
      bar,
    ],
  });
}
