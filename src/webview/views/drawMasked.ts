import * as l10n from "@vscode/l10n";
import { nameHead } from "../../wording/names/nameHead";
import { nameLabel } from "../../wording/names/nameLabel";
import { buildElement } from "../dom/buildElement";
import { fillPlaces } from "../dom/fillPlaces";
import { drawFillBars } from "../marks/fillBars";
import { type ChangeRow, drawChangeBars } from "../marks/masked/changeBars";
import { drawChangedTokens } from "../marks/masked/changedTokens";
import { drawPieceText } from "../marks/pieceText";
import type { PanelInput, PanelMask } from "../messages";
import type { ViewActions } from "./panelView";
import { TONES } from "./tones";

const NOTHING = l10n.t(
  "Mask a word to see what it does: double-click it above, or press M on it, or choose it and press Mask it. Mask as many as you like. Everything is computed again, with the word hidden from the model.",
);
/** Links shown of those that came. */
const MOST_LINKS = 12;

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
    text: l10n.t("Unmask all"),
    attributes: { type: "button", "data-key": "unmask" },
  });
  unmask.addEventListener("click", onUnmaskAll);
  const judged: ChangeRow[] = [
    ...(answer.next
      ? [
          {
            label: [model.pairQuestion === "order" ? l10n.t("P(A stands before B)") : l10n.t("P(B follows A)")],
            ...answer.next,
          },
        ]
      : []),
    ...(answer.tone
      ? TONES.map((tone) => ({
          label: [nameLabel(tone)],
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
    section(l10n.t("At the mask, the model would write"), [
      drawMaskedFills(answer, { document, piece, hasMlm: model.hasMlm }),
    ]),
    ...(judged.length === 0
      ? []
      : [
          section(l10n.t("Of the whole text"), [
            drawChangeBars({ title: l10n.t("Answer"), rows: judged }, { document }),
          ]),
        ]),
    section(l10n.t("Where attention changed most: {0}", nameHead(answer)), [
      drawChangeBars({ title: l10n.t("From → to"), rows: links }, { document }),
    ]),
    section(l10n.t("Which tokens changed most"), [drawChangedTokens(tokens, answer, { document })]),
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
  if (!hasMlm) return buildElement(document, "p", { class: "note", text: l10n.t("This model cannot fill masks.") });
  const columns = masked.map(({ position, ...fills }) =>
    buildElement(document, "div", {
      class: "masked-fills",
      children: [
        buildElement(document, "h3", {
          children: fillPlaces<Node>(l10n.t("For {0}, position {1}"), [piece(position), String(position)]),
        }),
        drawFillBars(fills, { document }),
      ],
    }),
  );
  return buildElement(document, "div", { class: "masked-columns", children: columns });
}
