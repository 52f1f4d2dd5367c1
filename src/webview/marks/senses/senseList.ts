import * as l10n from "@vscode/l10n";
import { formatCounted } from "../../../wording/formatCounted";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { PanelUse } from "../../messages/otherPages";
import { drawGroupSign, nameGroup } from "./groupSign";

export interface SenseListOptions extends DrawOptions {
  readonly onOpen: (index: number) => void;
}

/** The groups of uses, each with its sentences; a sentence leads to its place. */
export function drawSenseList(uses: readonly PanelUse[], options: SenseListOptions): HTMLElement {
  const { document } = options;
  const groups = [...new Set(uses.map(({ group }) => group))].sort((a, b) => a - b);
  return buildElement(document, "div", {
    class: "sense-list",
    children: groups.map((group) => {
      const own = uses.flatMap((use, index) => (use.group === group ? [drawUse(use, index, options)] : []));
      const count = formatCounted(own.length, "use");
      return buildElement(document, "section", {
        attributes: { "aria-label": l10n.t("Group {0}", nameGroup(group)) },
        children: [
          buildElement(document, "h2", { children: [drawGroupSign(group, options), ` ${count}`] }),
          buildElement(document, "ul", { children: own }),
        ],
      });
    }),
  });
}

function drawUse(use: PanelUse, index: number, { document, onOpen }: SenseListOptions): HTMLElement {
  const { text, start, end, place } = use;
  const sentence = buildElement(document, "bdi", {
    children: [
      text.slice(0, start),
      buildElement(document, "strong", { text: text.slice(start, end) }),
      text.slice(end),
    ],
  });
  const button = buildElement(document, "button", {
    class: "sense-use",
    attributes: { type: "button", "data-key": `sense:${index}` },
    children: [sentence, buildElement(document, "span", { class: "place", text: place })],
  });
  button.addEventListener("click", () => onOpen(index));
  return buildElement(document, "li", { children: [button] });
}
