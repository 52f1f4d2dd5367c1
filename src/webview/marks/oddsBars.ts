import * as l10n from "@vscode/l10n";
import { formatOdds } from "../../wording/numbers/formatOdds";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import type { PanelProbeRow } from "../messages/otherPages";
import { PageError } from "../pageError";
import { drawDataTable } from "./dataTable";

/**
 * A bar a row: how far what stands in the slots moves the model, to the left towards the second word, to the right towards
 * the first. The longest bar is that of the row that moves it most. The numbers stand beside the bars.
 *
 * @throws {PageError} `bad-number` for odds that are no number.
 */
export function drawOddsBars(rows: readonly PanelProbeRow[], { document }: DrawOptions): HTMLElement {
  for (const { filled, prior, logOdds } of rows) [filled, prior, logOdds].forEach(requireNumber);
  const most = rows.reduce((max, { logOdds }) => Math.max(max, Math.abs(logOdds)), 0);
  const isOnePair = new Set(rows.map(({ words }) => words.join("\n"))).size === 1;
  const [first, second] = (isOnePair ? rows[0]?.words : undefined) ?? [l10n.t("first"), l10n.t("second")];
  const headings = [
    [l10n.t("In the slots")],
    ...(isOnePair ? [] : [[l10n.t("Words")]]),
    [`◂ ${second}`],
    [`${first} ▸`],
  ];
  const numbers = [[l10n.t("Moved by")], [l10n.t("Filled")], [l10n.t("Prior")]];
  const lines = rows.map((row) => drawRow(row, most > 0 ? row.logOdds / most : 0, { document, isOnePair }));
  const caption = [
    buildElement(document, "span", {
      class: "hidden-text",
      text: l10n.t("How far the slots move the model to each word"),
    }),
  ];
  return drawDataTable({ class: "odds", caption, headings: [...headings, ...numbers], rows: lines }, { document });
}

function drawRow(
  { slots, words: [first, second], filled, prior, logOdds }: PanelProbeRow,
  share: number,
  { document, isOnePair }: DrawOptions & { readonly isOnePair: boolean },
): HTMLTableRowElement {
  const towards = logOdds < 0 ? second : first;
  const bar = (side: "left" | "right", length: number) => {
    const element = buildElement(document, "span", { class: "odds-bar", attributes: { "aria-hidden": "true" } });
    element.style.setProperty("--share", String(length));
    return buildElement(document, "td", { class: `odds-side ${side}`, children: [element] });
  };
  const number = (value: number) => buildElement(document, "td", { class: "number", text: formatOdds(value) });
  const moved = number(logOdds);
  moved.append(buildElement(document, "span", { class: "hidden-text", text: ` ${l10n.t("towards {0}", towards)}` }));
  return buildElement(document, "tr", {
    children: [
      buildElement(document, "th", {
        attributes: { scope: "row" },
        children: [buildElement(document, "bdi", { text: slots })],
      }),
      ...(isOnePair ? [] : [buildElement(document, "td", { text: `${first} / ${second}` })]),
      bar("left", Math.max(0, -share)),
      bar("right", Math.max(0, share)),
      moved,
      number(filled),
      number(prior),
    ],
  });
}

function requireNumber(value: number): void {
  // eslint-disable-next-line language/untranslated -- a fault of the program itself
  if (!Number.isFinite(value)) throw new PageError("bad-number", `log-odds ${value}, expected a number`);
}
