import assert from "node:assert/strict";
import type { PanelInput } from "../../../src/webview/messages";
import { TOUR_STEPS } from "../../../src/webview/state/panelChoices";
import { makeHeads, makeInput, makeLayer, makeMask, makeTokens, makeWeights, press } from "../fixture";
import { open } from "./openPanel";

/** [CLS] he was un ##able . [SEP] */
const WORDS = makeTokens(["he", "was", "un", "##able", "."]);
const T = WORDS.length;

/** Answers whatever the page asks, as the host does. */
function openTour(input: PanelInput = makeInput(WORDS), state: object = {}) {
  const page = open(state);
  const answer = (): void => {
    const asks = page.takeSent();
    for (const asked of asks) {
      if (asked.kind === "attention") {
        const [{ layer, head } = { layer: 0, head: 0 }] = asked.heads;
        page.answer(layer, head, makeWeights(input.tokens.length));
      } else if (asked.kind === "heads") page.answerHeads(input.tokens.length);
      else if (asked.kind === "vectors")
        page.receive({ kind: "vectors", layers: [0, 1, 2, 3].map((layer) => makeLayer(input.tokens.length, layer)) });
      else if (asked.kind === "layers") {
        const { position } = asked;
        const layers = ["a", "a", "was", "was"].map((text) => ({
          masks: position === undefined ? [] : [{ position, fills: [{ text, probability: 0.5 }] }],
        }));
        page.receive({ kind: "layers", position, layers });
      } else if (asked.kind === "rollout")
        page.receive({ kind: "rollout", withoutSpecial: true, shares: makeWeights(input.tokens.length) });
      else if (asked.kind === "mask") page.receive({ kind: "mask", ...makeMask(input.tokens, asked.positions) });
      else if (asked.kind === "follows")
        page.receive({ kind: "follows", pair: asked.pair, scores: { isNext: 0.96, swapped: 0.25 } });
    }
    // An answer may bring the next question: of all heads comes the choice of one.
    if (asks.length > 0) answer();
  };
  page.show(input);
  const read = () => page.get(".tour-said").textContent.replace(/\u00a0/g, " ");
  const begin = () => {
    page.receive({ kind: "tour" });
    answer();
  };
  const turn = (key: string) => {
    press(page.get('[data-key="tour:next"]'), key);
    answer();
  };
  const view = () => page.get('input[name="view"]:checked').getAttribute("value");
  return { ...page, answerAll: answer, begin, turn, read, view };
}

describe("Panel: the tour", () => {
  it("chooses for each step what it speaks of, and says the model's own numbers", () => {
    const page = openTour();
    page.begin();
    const seen: [string | null, string, string][] = [];
    TOUR_STEPS.forEach(() => {
      seen.push([page.view(), page.get(".tour h2").textContent, page.read()]);
      page.turn("ArrowRight");
    });
    assert.deepEqual(
      seen.map(([view]) => view),
      ["links", "vectors", "links", "layers", "rollout", "links", "mask", "links"],
    );
    const said = seen.map(([, , text]) => text);
    for (const [i, pattern] of [
      /it reads 7, .* is read as “un” and “##able”\. “\[CLS\]” and “\[SEP\]” stand for no characters/,
      /“was” is a sum of vectors: that of the piece \(number 102 in the list\), that of its place \(2\).*like that of “(he|un)” \(cosine 0\.86\)/,
      /^Of 6 heads, this is the one with the largest share on a neighbour: 5\.0 % on the token before\. Layer \d, head \d: most of all, 75\.0 % of its attention goes to the token itself\. “was” takes most from “was”/,
      /not shown “was” here.*would be “a” \(50\.0 %\); after the last layer it is “was” \(50\.0 %\), its first choice from layer 1 on\. That is what stands/,
      /^“\[CLS\]” stands for no word.*shares come from “he” \(\d/,
      /^Nothing follows your text, so the tour brings .*has P 96\.0 % here; with the two swapped, 25\.0 %\. The model lets it pass/,
      /^The same text, without “was”/,
      /just now, by “.+”, from this very text/,
    ].entries())
      assert.match(said[i]!, pattern);
  });

  it("keeps the focus on a button that is there, turns back, and ends by Escape", () => {
    const page = openTour();
    page.begin();
    const focused = () => page.document.activeElement?.getAttribute("data-key");
    assert.equal(focused(), "tour:next");
    for (let step = 1; step < TOUR_STEPS.length; step++) page.turn("ArrowRight");
    assert.equal(focused(), "tour:write");
    page.turn("ArrowLeft");
    assert.equal(focused(), "tour:next");
    page.get('[data-key="tour:back"]').focus();
    TOUR_STEPS.forEach(() => page.turn("ArrowLeft"));
    assert.equal(page.get(".tour .facts").textContent, `Tour, 1 of ${TOUR_STEPS.length}`);
    assert.equal(focused(), "tour:next");
    page.turn("Escape");
    assert.equal(page.get(".tour").hidden, true);
  });

  it("leaves the reader's own choices alone until the next step, and begins the step again for another text", () => {
    const page = openTour();
    page.begin();
    page.turn("ArrowRight");
    page.get('[data-key="piece:1"]').click();
    page.answerAll();
    assert.equal(page.view(), "vectors");
    assert.match(page.read(), /“he” is a sum/);
    page.show(makeInput(makeTokens(["the", "red", "hat"])));
    assert.match(page.read(), /reading/);
    page.receive({ kind: "vectors", layers: [0, 1, 2, 3].map((layer) => makeLayer(5, layer)) });
    assert.match(page.read(), /“hat” is a sum/);
  });

  it("says how many words the vocabulary lacks, and calls no unknown word a piece", () => {
    const page = openTour(makeInput(makeTokens(["[UNK]", "[UNK]"])));
    page.begin();
    assert.match(
      page.read(),
      /2 words cannot be put together from that list: the model reads “\[UNK\]” in place of each/,
    );
    assert.doesNotMatch(page.read(), /single piece/);
    page.show(makeInput(makeTokens(["[UNK]", "hat"])));
    assert.match(page.read(), /One word cannot .*“\[UNK\]” in its place.* Every other word here is a single piece/);
  });

  it("says what a model lacks", () => {
    const page = openTour();
    page.begin();
    for (let step = 0; step < TOUR_STEPS.indexOf("next"); step++) page.turn("ArrowRight");
    page.receive({ kind: "follows", pair: "x" });
    assert.match(page.read(), /no readout that says whether a second text follows/);
    page.receive({ kind: "follows", pair: "x", isNextInDocument: true, scores: { isNext: 0.001, swapped: 0.001 } });
    assert.match(page.read(), /^Your document goes on after this text\. That “x” comes next has P 0\.1 % here/);
  });

  it("asks nothing twice, and goes on where it was when the page is shown again", () => {
    const page = open({ tour: 2 });
    page.show(makeInput(WORDS));
    const asked = page.takeSent().map((message) => JSON.stringify(message));
    assert.equal(new Set(asked).size, asked.length);
    assert.ok(asked.includes('{"kind":"heads"}'));
    page.receive({ kind: "heads", layers: makeHeads(3, 2, T) });
    assert.ok(page.takeSent().some(({ kind }) => kind === "attention"));
  });
});
