import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { formatPoints } from "../../../wording/numbers/formatPoints";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { OccludedText } from "../../messages/occludedText";
import { drawDataTable } from "../dataTable";

export interface CarriedWords extends Pick<OccludedText, "words" | "label"> {
  readonly text: string;
  /** What the model calls the token that begins a text: "[CLS]". */
  readonly first: string;
}

/** Falls are drawn on a scale of this at least: what is next to nothing must not look like much. */
const LEAST_SCALE = 0.05;

/**
 * The words in reading order, under each two bars: how far the label's probability falls without it, and what [CLS] looks
 * at it. Below, the same in numbers. Each kind of bar has a scale of its own: they measure different things.
 */
export function drawCarriedWords({ words, label, text, first }: CarriedWords, { document }: DrawOptions): HTMLElement {
  const mostFall = Math.max(...words.map(({ fall }) => Math.abs(fall)), Number.MIN_VALUE);
  const mostLooked = Math.max(...words.map(({ attention }) => attention), Number.MIN_VALUE);
  const columns = words.map((word) =>
    buildElement(document, "div", {
      class: "carried-word",
      children: [
        buildElement(document, "bdi", { class: "whole-word", text: text.slice(word.start, word.end) }),
        drawBar(word.fall < 0 ? "against" : "carries", Math.abs(word.fall) / Math.max(mostFall, LEAST_SCALE), document),
        drawBar("looked-at", word.attention / mostLooked, document),
      ],
    }),
  );
  return buildElement(document, "section", {
    class: "carried-words",
    children: [
      drawLegend(
        [
          [
            "carries",
            l10n.t(
              "without it, less “{0}” (the longest: {1} points)",
              label,
              formatPoints(mostFall).replace(/^\+/u, ""),
            ),
          ],
          ["against", l10n.t("without it, more")],
          ["looked-at", l10n.t("{0} looks at it (the longest: {1})", first, formatPercent(Math.min(1, mostLooked)))],
        ],
        document,
      ),
      buildElement(document, "div", { class: "carried-row", attributes: { "aria-hidden": "true" }, children: columns }),
      drawNumbers({ words, label, text, first }, document),
    ],
  });
}

function drawBar(name: string, share: number, document: Document): HTMLElement {
  const bar = buildElement(document, "span", { class: `carried-bar ${name}` });
  bar.style.setProperty("--share", String(share));
  return bar;
}

function drawLegend(entries: readonly (readonly [name: string, says: string])[], document: Document): HTMLElement {
  const steps = entries.map(([name, says]) =>
    buildElement(document, "span", {
      class: "step",
      children: [
        buildElement(document, "span", { class: `carried-key ${name}`, attributes: { "aria-hidden": "true" } }),
        ` ${says}`,
      ],
    }),
  );
  return buildElement(document, "div", {
    class: "carried-legend",
    attributes: { "aria-hidden": "true" },
    children: steps,
  });
}

function drawNumbers({ words, label, text, first }: CarriedWords, document: Document): HTMLElement {
  const rows = words.map((word) =>
    buildElement(document, "tr", {
      children: [
        buildElement(document, "th", {
          attributes: { scope: "row" },
          children: [buildElement(document, "bdi", { text: text.slice(word.start, word.end) })],
        }),
        buildElement(document, "td", { class: "number", text: formatPoints(word.fall) }),
        buildElement(document, "td", { class: "number", text: formatPercent(Math.min(1, word.attention)) }),
      ],
    }),
  );
  return drawDataTable(
    {
      class: "carried-numbers",
      caption: [l10n.t("The same in numbers: percentage points of the label’s probability, and shares of attention")],
      headings: [[l10n.t("Word")], [l10n.t("Without it, less “{0}”", label)], [l10n.t("{0} looks at it", first)]],
      rows,
    },
    { document },
  );
}
