import { readWeights, type AttentionMap } from "../answers/attentionMap";
import { buildElement } from "../buildElement";
import { formatPercent } from "../../wording/formatPercent";
import { drawPieceText } from "./pieceText";

/** One token's whole row and column of the map, as text. */
export function drawWeightTable(
  map: AttentionMap,
  position: number,
  { document }: { readonly document: Document },
): HTMLElement {
  const from = readWeights(map, { position, direction: "from" });
  const to = readWeights(map, { position, direction: "to" });
  const own = () => {
    const token = map.tokens[position];
    return token ? drawPieceText(token, { document }) : "";
  };
  const headings = [["Position"], ["Piece"], [own(), " looks at"], ["looks at ", own()]].map((parts) => {
    const heading = buildElement(document, "th", { attributes: { scope: "col" } });
    heading.append(...parts);
    return heading;
  });
  const head = buildElement(document, "tr", { children: headings });
  const caption = buildElement(document, "caption");
  caption.append("All weights of ", own(), `, position ${position}`);
  const rows = map.tokens.map((token, i) =>
    buildElement(document, "tr", {
      class: i === position ? "own" : "",
      children: [
        buildElement(document, "td", { text: String(i) }),
        buildElement(document, "th", { attributes: { scope: "row" }, children: [drawPieceText(token, { document })] }),
        buildElement(document, "td", { class: "number", text: formatPercent(from[i] ?? NaN) }),
        buildElement(document, "td", { class: "number", text: formatPercent(to[i] ?? NaN) }),
      ],
    }),
  );
  const table = buildElement(document, "table", {
    class: "weight-table",
    children: [
      caption,
      buildElement(document, "thead", { children: [head] }),
      buildElement(document, "tbody", { children: rows }),
    ],
  });
  return buildElement(document, "div", { class: "table-scroll", children: [table] });
}
