import * as l10n from "@vscode/l10n";
import { nameStage } from "../../../wording/names/nameStage";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement, buildSvg } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { drawDataTable } from "../dataTable";

/** Probabilities, or other shares, that change from layer to layer. */
export interface LayerLines {
  /** Default: a percentage. */
  readonly format?: (value: number) => string;
  readonly title: string;
  /** Each with L + 1 values of 0..1, the embeddings first. `tint` names its colour and its dashes. */
  readonly lines: readonly { readonly name: string; readonly tint: LineTint; readonly values: readonly number[] }[];
}

export type LineTint = "negative" | "neutral" | "positive" | "next";

/** Units of the picture for the way from one layer to the next, and for its height. */
const [STEP, HEIGHT] = [10, 40];

/** A line for each probability over the layers, and a table of the same numbers. */
export function drawLayerLines(
  { title, lines, format = formatShare }: LayerLines,
  { document }: DrawOptions,
): HTMLElement {
  const stages = lines[0]?.values.length ?? 0;
  const width = Math.max(1, stages - 1) * STEP;
  const grid = [0, 0.5, 1].map((share) =>
    buildSvg(document, "path", { class: "rule", attributes: { d: `M0 ${(1 - share) * HEIGHT}H${width}` } }),
  );
  const paths = lines.map(({ tint, values }) =>
    buildSvg(document, "path", {
      class: `line tint-${tint}`,
      attributes: { d: values.map((value, i) => `${i === 0 ? "M" : "L"}${i * STEP} ${place(value)}`).join("") },
    }),
  );
  const svg = buildSvg(document, "svg", {
    // The table below has the same numbers for those who do not see the lines.
    attributes: { viewBox: `0 0 ${width} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    children: [...grid, ...paths],
  });
  const ends = [l10n.t("embeddings"), l10n.t("layer {0}", Math.max(0, stages - 2))].map((text) =>
    buildElement(document, "span", { text }),
  );
  return buildElement(document, "section", {
    class: "layer-lines",
    children: [
      buildElement(document, "h2", { text: title }),
      buildElement(document, "div", { class: "line-plot", children: [svg] }),
      buildElement(document, "div", { class: "ends", attributes: { "aria-hidden": "true" }, children: ends }),
      drawNumbers({ lines, format }, stages, document),
    ],
  });
}

function place(value: number): string {
  return ((1 - Math.max(0, Math.min(1, value))) * HEIGHT).toFixed(2);
}

function formatShare(value: number): string {
  return formatPercent(Math.min(1, value));
}

function drawNumbers(
  { lines, format }: Required<Pick<LayerLines, "lines" | "format">>,
  stages: number,
  document: Document,
): HTMLElement {
  const headings = lines.map(({ name, tint }) => [
    buildSvg(document, "svg", {
      class: "line-key",
      attributes: { viewBox: "0 0 24 4", "aria-hidden": "true" },
      children: [buildSvg(document, "path", { class: `line tint-${tint}`, attributes: { d: "M0 2H24" } })],
    }),
    ` ${name}`,
  ]);
  const rows = Array.from({ length: stages }, (_, stage) =>
    buildElement(document, "tr", {
      children: [
        buildElement(document, "th", { text: nameStage(stage), attributes: { scope: "row" } }),
        ...lines.map(({ values }) =>
          buildElement(document, "td", { class: "number", text: format(values[stage] ?? NaN) }),
        ),
      ],
    }),
  );
  return drawDataTable(
    {
      class: "line-numbers",
      caption: [l10n.t("The same in numbers")],
      headings: [[l10n.t("Layer")], ...headings],
      rows,
    },
    { document },
  );
}
