import * as l10n from "@vscode/l10n";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { drawDataTable } from "../dataTable";
import { drawChangePair } from "../masked/changePair";
import { writeDifference, writeShare } from "./shareChange";

/** A share of 0..1 before and after, or on one side alone. */
export interface ComparedRow {
  readonly label: readonly (Node | string)[];
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

export interface ComparedBars {
  /** The heading of the labels. */
  readonly title: string;
  readonly names: { readonly before: string; readonly after: string };
  readonly rows: readonly ComparedRow[];
}

/** Two bars a row, before above after, their numbers, and the difference with its sign. */
export function drawComparedBars({ title, names, rows }: ComparedBars, { document }: DrawOptions): HTMLElement {
  const key = (side: "before" | "after") => [
    buildElement(document, "span", { class: `change-key ${side}`, attributes: { "aria-hidden": "true" } }),
    ` ${names[side]}`,
  ];
  return drawDataTable(
    {
      class: "changes compared",
      caption: [buildElement(document, "span", { class: "hidden-text", text: l10n.t("{0}, before and after", title) })],
      headings: [[title], key("before"), key("after"), [l10n.t("Change")], [""]],
      rows: rows.map((row) => drawRow(row, document)),
    },
    { document },
  );
}

function drawRow({ label, before, after }: ComparedRow, document: Document): HTMLTableRowElement {
  const bars = drawChangePair(before, after, document);
  const number = (text: string) => buildElement(document, "td", { class: "number", text });
  return buildElement(document, "tr", {
    children: [
      buildElement(document, "th", { attributes: { scope: "row" }, children: label }),
      number(writeShare(before)),
      number(writeShare(after)),
      number(writeDifference(before, after)),
      buildElement(document, "td", { children: [bars] }),
    ],
  });
}
