import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { drawDataTable } from "../dataTable";
import { drawChangePair } from "./changePair";

/** A share of 0..1 that was one thing and is another. */
export interface ChangeRow {
  readonly label: readonly (Node | string)[];
  readonly before: number;
  readonly after: number;
}

export interface ChangeBars {
  /** The heading of the labels. */
  readonly title: string;
  readonly rows: readonly ChangeRow[];
}

/** Two bars a row, before above after, and their numbers. */
export function drawChangeBars({ title, rows }: ChangeBars, { document }: DrawOptions): HTMLElement {
  const key = (name: "before" | "after", text: string) => [
    buildElement(document, "span", { class: `change-key ${name}`, attributes: { "aria-hidden": "true" } }),
    ` ${text}`,
  ];
  return drawDataTable(
    {
      class: "changes",
      caption: [buildElement(document, "span", { class: "hidden-text", text: l10n.t("Before and after masking") })],
      headings: [[title], key("before", l10n.t("As it is")), key("after", l10n.t("Masked")), [""]],
      rows: rows.map((row) => drawRow(row, document)),
    },
    { document },
  );
}

function drawRow({ label, before, after }: ChangeRow, document: Document): HTMLTableRowElement {
  const bars = drawChangePair(before, after, document);
  return buildElement(document, "tr", {
    children: [
      buildElement(document, "th", { attributes: { scope: "row" }, children: label }),
      buildElement(document, "td", { class: "number", text: formatPercent(Math.min(1, before)) }),
      buildElement(document, "td", { class: "number", text: formatPercent(Math.min(1, after)) }),
      buildElement(document, "td", { children: [bars] }),
    ],
  });
}
