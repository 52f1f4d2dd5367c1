import { formatPercent } from "../../../wording/formatPercent";
import { formatPoints } from "../../../wording/formatPoints";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { OccludedText, OccludedWord } from "../../messages/occludedText";
import { drawDataTable } from "../dataTable";

export interface CarriedWords extends Pick<OccludedText, "words" | "label"> {
  readonly text: string;
}

/**
 * The words in reading order, under each two bars: how far the label's probability falls without it, and what [CLS] looks
 * at it. Below, the same in numbers. Each kind of bar has a scale of its own: they measure different things.
 */
export function drawCarriedWords({ words, label, text }: CarriedWords, { document }: DrawOptions): HTMLElement {
  const mostFall = Math.max(...words.map(({ fall }) => Math.abs(fall)), Number.MIN_VALUE);
  const mostLooked = Math.max(...words.map(({ attention }) => attention), Number.MIN_VALUE);
  const read = ({ start, end }: OccludedWord) => text.slice(start, end);
  const columns = words.map((word) =>
    buildElement(document, "div", {
      class: "carried-word",
      children: [
        buildElement(document, "bdi", { class: "whole-word", text: read(word) }),
        drawBar(word.fall < 0 ? "against" : "carries", Math.abs(word.fall) / mostFall, document),
        drawBar("looked-at", word.attention / mostLooked, document),
      ],
    }),
  );
  const key = (name: string, says: string) => [
    buildElement(document, "span", { class: `carried-key ${name}`, attributes: { "aria-hidden": "true" } }),
    ` ${says}`,
  ];
  const rows = words.map((word) =>
    buildElement(document, "tr", {
      children: [
        buildElement(document, "th", {
          attributes: { scope: "row" },
          children: [buildElement(document, "bdi", { text: read(word) })],
        }),
        buildElement(document, "td", { class: "number", text: formatPoints(word.fall) }),
        buildElement(document, "td", { class: "number", text: formatPercent(Math.min(1, word.attention)) }),
      ],
    }),
  );
  return buildElement(document, "section", {
    class: "carried-words",
    children: [
      buildElement(document, "div", {
        class: "carried-legend",
        attributes: { "aria-hidden": "true" },
        children: [
          ...[
            [
              "carries",
              `without it, less “${label}” (the longest: ${formatPoints(mostFall).replace(/^\+/u, "")} points)`,
            ],
            ["against", "without it, more"],
            ["looked-at", `[CLS] looks at it (the longest: ${formatPercent(Math.min(1, mostLooked))})`],
          ].map(([name = "", says = ""]) =>
            buildElement(document, "span", { class: "step", children: key(name, says) }),
          ),
        ],
      }),
      buildElement(document, "div", { class: "carried-row", attributes: { "aria-hidden": "true" }, children: columns }),
      drawDataTable(
        {
          class: "carried-numbers",
          caption: ["The same in numbers: percentage points of the label’s probability, and shares of attention"],
          headings: [["Word"], [`Without it, less “${label}”`], ["[CLS] looks at it"]],
          rows,
        },
        { document },
      ),
    ],
  });
}

function drawBar(name: string, share: number, document: Document): HTMLElement {
  const bar = buildElement(document, "span", { class: `carried-bar ${name}` });
  bar.style.setProperty("--share", String(share));
  return bar;
}
