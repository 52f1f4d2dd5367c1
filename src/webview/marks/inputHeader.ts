import * as l10n from "@vscode/l10n";
import { formatCounted } from "../../wording/formatCounted";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { requireProbability } from "../answers/requireProbability";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { fillPlaces } from "../dom/fillPlaces";
import type { PanelInput } from "../messages";

/**
 * The model's name and size, how much it read, and P(next) of a pair.
 *
 * @throws {PageError} `bad-number` for a P(next) outside 0..1.
 */
export function drawInputHeader(input: PanelInput, { document }: DrawOptions): HTMLElement {
  const { model, tokens } = input;
  const facts = l10n.t(
    "{0} of at most {1} · {2} layers · {3} heads each · {4}",
    formatCounted(tokens.length, "token"),
    model.maxTokens,
    model.layers,
    model.heads,
    namePrecision(input.precision),
  );
  const children: HTMLElement[] = [
    buildElement(document, "h1", { text: model.name }),
    buildElement(document, "p", { class: "facts", text: facts }),
  ];
  if (input.pair !== undefined) children.push(drawPair(input, document));
  if (input.notice !== undefined) children.push(buildElement(document, "p", { class: "notice", text: input.notice }));
  return buildElement(document, "header", { children });
}

function drawPair({ isNext, model: { pairQuestion } }: PanelInput, document: Document): HTMLElement {
  const segment = (name: "A" | "B") =>
    buildElement(document, "span", { class: `segment-key segment-${name.toLowerCase()}`, text: name });
  const isOrder = pairQuestion === "order";
  const children: (Node | string)[] = [];
  // Each part is a box of its own, with a gap beside it.
  const say = (text: string) =>
    fillPlaces<Node>(text, [segment("A"), segment("B")]).map((part) => (typeof part === "string" ? part.trim() : part));
  if (isNext === undefined) {
    children.push(...say(l10n.t("{0} and {1} are read as a pair; this model cannot predict whether B follows A.")));
  } else {
    requireProbability(isNext);
    const meter = buildElement(document, "span", { class: "meter", attributes: { "aria-hidden": "true" } });
    meter.style.setProperty("--share", String(isNext));
    children.push(
      ...say(l10n.t("{0} and {1}")),
      isOrder ? l10n.t("P(A stands before B)") : l10n.t("P(B follows A)"),
      meter,
      buildElement(document, "strong", { text: formatPercent(isNext) }),
      // Devlin et al. trained this prediction on easy negatives, so the number alone misleads.
      buildElement(document, "span", {
        class: "caution",
        text: isOrder
          ? l10n.t(
              "Of A and B alone. This model was taught sentence order: whether two neighbours stand so, or the other way round.",
            )
          : l10n.t("Of A and B alone. Often near 100 % even for unrelated texts: Check Next Sentence compares."),
      }),
    );
  }
  return buildElement(document, "p", { class: "pair", children });
}
