import assert from "node:assert/strict";
import type { ToPage } from "../../../src/webview/messages";
import type { PANEL_VIEWS } from "../../../src/webview/views/panelViews";
import {
  makeCompared,
  makeComparedPair,
  makeEmbedded,
  makeHeads,
  makeInput,
  makeLayer,
  makeLayerAnswers,
  makeMask,
  makeNeurons,
  makeOccluded,
  makeShares,
  makeTokens,
  makeWeights,
  PAIR_TOKENS,
} from "../fixture";
import { open } from "./openPanel";

/** [CLS] he was un ##able . [SEP] */
const WORDS = makeTokens(["he", "was", "un", "##able", "."]);
const T = WORDS.length;
const HEAD = { layer: 2, head: 0 };

/** What is answered in each view; the attention in all of them. */
const ANSWERS: Readonly<Record<keyof typeof PANEL_VIEWS, readonly ToPage[]>> = {
  links: [],
  matrix: [],
  table: [],
  heads: [{ kind: "heads", layers: makeHeads(3, 2, T) }],
  vectors: [{ kind: "vectors", layers: [0, 1, 2, 3].map((layer) => makeLayer(T, layer)) }],
  layers: [{ kind: "layers", position: 1, layers: makeLayerAnswers(3, 1) }],
  mask: [{ kind: "mask", ...makeMask(WORDS, [1]) }],
  rollout: [{ kind: "rollout", withoutSpecial: true, shares: makeWeights(T) }],
  neurons: [{ kind: "neurons", ...makeNeurons(T), ...HEAD }],
  input: [{ kind: "input", ...makeEmbedded(T) }],
  tone: [{ kind: "occlude", found: makeOccluded([{ start: 7, end: 13, fall: 0.5, attention: 0.25 }], T) }],
  pair: [{ kind: "pair", found: makeComparedPair() }],
  compare: [{ kind: "compare", ...makeCompared(WORDS, { position: 1 }) }],
};

/** As a screen reader would say it: the label, or else the text that is not hidden from it. */
function nameOf(control: HTMLElement): string {
  const { ownerDocument: document } = control;
  const by = (control.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id));
  const labels = [...((control as HTMLInputElement).labels ?? [])];
  const shown = [...by, ...labels, ...(control.tagName === "INPUT" ? [] : [control])].map((element) => {
    const copy = element?.cloneNode(true) as HTMLElement | undefined;
    for (const hidden of copy?.querySelectorAll('[aria-hidden="true"]') ?? []) hidden.remove();
    return copy?.textContent ?? "";
  });
  return [control.getAttribute("aria-label") ?? "", ...shown, control.title].join("").trim();
}

describe("Panel: names and keys", () => {
  for (const [view, answers] of Object.entries(ANSWERS)) {
    it(`names every control of the view “${view}”, hides its pictures or names them, and has them all in reach of keys`, () => {
      const page = open({ view, masked: view === "mask" ? [1] : [], against: "saved", place: "here", pinned: 1 });
      const pair = view === "pair" ? { pair: "yes [MASK]", isNext: 0.5 } : {};
      page.show(makeInput(view === "pair" ? PAIR_TOKENS : WORDS, { text: "he was unable .", place: "here", ...pair }));
      const size = view === "pair" ? PAIR_TOKENS.length : T;
      page.receive({ kind: "attention", heads: [HEAD], weights: makeWeights(size), shares: makeShares(0) });
      for (const answer of answers) page.receive(answer);
      assert.ok(page.get(".view").children.length > 0, "drawn");
      assert.equal(page.get('[role="alert"]').textContent, "");
      const controls = [
        ...page.document.querySelectorAll<HTMLElement>("button, input, select, textarea, [tabindex], [role=option]"),
      ];
      const unnamed = controls.filter((control) => nameOf(control) === "").map(({ outerHTML }) => outerHTML);
      assert.deepEqual(unnamed, []);
      const unreached = controls.filter(({ tabIndex }) => tabIndex < 0);
      for (const control of unreached) {
        // Arrow keys reach it from the one of its group that Tab reaches.
        const group = control.closest(
          '[role="group"], [role="listbox"], [role="grid"], [role="list"], ul, section, div',
        );
        assert.ok(group?.querySelector('[tabindex="0"]'), control.outerHTML);
      }
      const pictures = [...page.document.querySelectorAll("svg, canvas")].filter(
        (picture) => !picture.closest('[aria-hidden="true"]') && (picture.getAttribute("aria-label") ?? "") === "",
      );
      assert.deepEqual(
        pictures.map(({ outerHTML }) => outerHTML),
        [],
      );
    });
  }
});
