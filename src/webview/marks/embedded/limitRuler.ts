import * as l10n from "@vscode/l10n";
import { formatCounted } from "../../../wording/formatCounted";
import { formatCount } from "../../../wording/numbers/formatCount";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { EmbeddedInput } from "../../messages/embeddedInput";

/** How much of the model's limit the text takes; of one that takes more, the windows in which it is read. */
export function drawLimitRuler(
  { limit, total, windows }: Pick<EmbeddedInput, "limit" | "total" | "windows">,
  { document }: DrawOptions,
): HTMLElement {
  const part = (name: string, tokens: number, text: string) => {
    const element = buildElement(document, "span", { class: `ruler-part ${name}`, text });
    element.style.setProperty("--tokens", String(tokens));
    return element;
  };
  const isLong = total > limit;
  const parts = !isLong
    ? [part("used", total, ""), ...(total < limit ? [part("free", limit - total, "")] : [])]
    : windows.length > 0
      ? windows.map(({ tokens }, i) => part(i === 0 ? "used" : "further", tokens, formatCount(tokens)))
      : [part("used", limit, formatCount(limit)), part("further", total - limit, "")];
  return buildElement(document, "figure", {
    class: "limit-ruler",
    children: [
      buildElement(document, "figcaption", { text: describe({ limit, total, windows }) }),
      buildElement(document, "div", { class: "ruler", attributes: { "aria-hidden": "true" }, children: parts }),
      buildElement(document, "div", {
        class: "ruler-ends",
        attributes: { "aria-hidden": "true" },
        children: ["0", isLong ? formatCount(total) : l10n.t("{0}, the limit", formatCount(limit))].map((text) =>
          buildElement(document, "span", { text }),
        ),
      }),
    ],
  });
}

function describe({ limit, total, windows }: Pick<EmbeddedInput, "limit" | "total" | "windows">): string {
  const size = formatCounted(total, "token");
  if (total <= limit)
    return l10n.t(
      "{0} of the {1} that the model reads at once: {2}.",
      size,
      formatCount(limit),
      formatPercent(total / limit),
    );
  const over = l10n.t("{0}, more than the {1} that the model reads at once.", size, formatCount(limit));
  if (windows.length === 0) return `${over} ${l10n.t("Of the pair, the beginnings are shown.")}`;
  const ends = windows.slice(0, -1).map(({ end }) => formatCount(end));
  const cut = l10n.t(
    "The first of {0} windows is shown; tone and labels are read from all. Each has its own special tokens. Windows end at characters {1}.",
    windows.length,
    ends.join(", "),
  );
  return `${over} ${cut}`;
}
