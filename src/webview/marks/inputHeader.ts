import { buildElement } from "../buildElement";
import { formatPercent } from "../../wording/formatPercent";
import type { PanelInput } from "../messages";
import { requireProbability } from "../requireProbability";

/** Which model read what: its name and size, P(next) of a pair, and what it could not read. */
export function drawInputHeader(input: PanelInput, { document }: { readonly document: Document }): HTMLElement {
  const { model, tokens } = input;
  const pieces = tokens.length === 1 ? "1 token" : `${tokens.length} tokens`;
  const facts = `${pieces} of at most ${model.maxTokens} · ${model.layers} layers · ${model.heads} heads each`;
  const children: HTMLElement[] = [
    buildElement(document, "h1", { text: model.name }),
    buildElement(document, "p", { class: "facts", text: facts }),
  ];
  if (input.pair !== undefined) children.push(drawPair(input.isNext, document));
  if (input.notice !== undefined) children.push(buildElement(document, "p", { class: "notice", text: input.notice }));
  return buildElement(document, "header", { children });
}

function drawPair(isNext: number | undefined, document: Document): HTMLElement {
  const segment = (name: "A" | "B") =>
    buildElement(document, "span", { class: `segment-key segment-${name.toLowerCase()}`, text: name });
  const children: Node[] = [segment("A"), document.createTextNode("and"), segment("B")];
  if (isNext === undefined) {
    children.push(document.createTextNode("read as a pair; this model has no next-sentence head."));
  } else {
    requireProbability(isNext);
    const meter = buildElement(document, "span", { class: "meter", attributes: { "aria-hidden": "true" } });
    meter.style.setProperty("--share", String(isNext));
    children.push(
      document.createTextNode("P(B follows A)"),
      meter,
      buildElement(document, "strong", { text: formatPercent(isNext) }),
      // Devlin et al. trained the head on easy negatives; the number alone misleads.
      buildElement(document, "span", {
        class: "caution",
        text: "Often near 100 %, related or not: Check Next Sentence weighs it.",
      }),
    );
  }
  return buildElement(document, "p", { class: "pair", children });
}
