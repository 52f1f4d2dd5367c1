import { nameHead } from "../../wording/names/nameHead";
import { buildElement } from "../dom/buildElement";
import { drawFillBars } from "../marks/fillBars";
import { type ChangeRow, drawChangeBars } from "../marks/masked/changeBars";
import { drawChangedTokens } from "../marks/masked/changedTokens";
import { drawPieceText } from "../marks/pieceText";
import type { PanelInput, PanelMask, PanelTone } from "../messages";
import type { ViewActions } from "./panelView";

const NOTHING =
  "Mask a word to see what it does: double-click it above, or press M on it, or choose it and press Mask it. Mask as many as you like. Everything is computed again, with the word hidden from the model.";
/** Links shown of those that came. */
const MOST_LINKS = 12;
const TONES = ["negative", "neutral", "positive"] as const satisfies readonly (keyof PanelTone)[];

/** What the model would write at the masks, and what changes elsewhere: the most changed first. */
export function drawMasked(
  { tokens, model }: PanelInput,
  answer: PanelMask | undefined,
  { document, onUnmaskAll }: Pick<ViewActions, "document" | "onUnmaskAll">,
): readonly HTMLElement[] {
  if (!answer) return [buildElement(document, "p", { class: "note", text: NOTHING })];
  const piece = (position: number): Node | string => {
    const token = tokens[position];
    return token ? drawPieceText(token, { document }) : "";
  };
  const unmask = buildElement(document, "button", {
    class: "action",
    text: "Unmask all",
    attributes: { type: "button", "data-key": "unmask" },
  });
  unmask.addEventListener("click", onUnmaskAll);
  const judged: ChangeRow[] = [
    ...(answer.next
      ? [{ label: [model.pairQuestion === "order" ? "P(A stands before B)" : "P(B follows A)"], ...answer.next }]
      : []),
    ...(answer.tone
      ? TONES.map((tone) => ({
          label: [tone],
          before: answer.tone?.before[tone] ?? NaN,
          after: answer.tone?.after[tone] ?? NaN,
        }))
      : []),
  ].sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  const links = answer.links.slice(0, MOST_LINKS).map(({ from, to, before, after }) => ({
    label: [piece(from), ` ${from} → `, piece(to), ` ${to}`],
    before,
    after,
  }));
  return [
    unmask,
    section("At the mask, the model would write", [drawMaskedFills(answer, { document, piece, hasMlm: model.hasMlm })]),
    ...(judged.length === 0
      ? []
      : [section("Of the whole text", [drawChangeBars({ title: "Answer", rows: judged }, { document })])]),
    section(`Where attention changed most: ${nameHead(answer)}`, [
      drawChangeBars({ title: "From → to", rows: links }, { document }),
    ]),
    section("Which tokens changed most", [drawChangedTokens(tokens, answer, { document })]),
  ];

  function section(title: string, children: readonly HTMLElement[]): HTMLElement {
    const heading = buildElement(document, "h2", { text: title });
    return buildElement(document, "section", { class: "masked-part", children: [heading, ...children] });
  }
}

function drawMaskedFills(
  { masked }: PanelMask,
  {
    document,
    piece,
    hasMlm,
  }: { readonly document: Document; readonly piece: (position: number) => Node | string; readonly hasMlm: boolean },
): HTMLElement {
  if (!hasMlm) return buildElement(document, "p", { class: "note", text: "This model cannot fill masks." });
  const columns = masked.map(({ position, ...fills }) =>
    buildElement(document, "div", {
      class: "masked-fills",
      children: [
        buildElement(document, "h3", { children: ["For ", piece(position), `, position ${position}`] }),
        drawFillBars(fills, { document }),
      ],
    }),
  );
  return buildElement(document, "div", { class: "masked-columns", children: columns });
}
