import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

export interface DataTable {
  readonly class: string;
  readonly caption: readonly (Node | string)[];
  /** The contents of each column's heading. */
  readonly headings: readonly (readonly (Node | string)[])[];
  readonly rows: readonly HTMLTableRowElement[];
}

/** A table with a caption and column headings, in a box that scrolls sideways. */
export function drawDataTable(table: DataTable, { document }: DrawOptions): HTMLElement {
  const headings = table.headings.map((children) =>
    buildElement(document, "th", { attributes: { scope: "col" }, children }),
  );
  const element = buildElement(document, "table", {
    class: table.class,
    children: [
      buildElement(document, "caption", { children: table.caption }),
      buildElement(document, "thead", { children: [buildElement(document, "tr", { children: headings })] }),
      buildElement(document, "tbody", { children: table.rows }),
    ],
  });
  return buildElement(document, "div", { class: "table-scroll", children: [element] });
}
