import assert from "node:assert/strict";
import { makeInput, makeTokens, makeWeights, point } from "../fixture";
import { open } from "./openPanel";

/** [CLS] he was kind . [SEP] */
const WORDS = makeTokens(["he", "was", "kind", "."]);
const T = WORDS.length;

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: links in the text", () => {
  function openLinked() {
    const page = open({ linked: true });
    page.show(makeInput(WORDS, { place: "{}" }));
    const takeLinks = () => page.takeSent().flatMap((each) => (each.kind === "links" ? [each.shown] : []));
    return { ...page, takeLinks };
  }

  it("sends the strongest links of the chosen piece to pieces that have characters, and says which they are", () => {
    const page = openLinked();
    const weights = makeWeights(T);
    weights.set([0.3, 0.05, 0.25, 0, 0.005, 0.395], 3 * T);
    page.answer(2, 0, weights);
    assert.deepEqual(page.takeLinks(), [], "no piece is chosen");
    point(page.get('[data-key="piece:3"]'), "click");
    const [shown] = page.takeLinks();
    assert.deepEqual(
      { ...shown, links: shown?.links.map(({ position, weight }) => [position, Number(weight.toFixed(3))]) },
      {
        position: 3,
        direction: "from",
        heads: [{ layer: 2, head: 0 }],
        links: [
          [2, 0.25],
          [1, 0.05],
        ],
      },
    );
    assert.equal(
      page.get(".linked").textContent,
      "Layer 2, head 0, in the text: outlined is kind; tinted, the stronger the more, is what it looks at: was 25.0 %, he 5.0 %.",
    );
  });

  it("shows none any more when no piece is chosen, it is turned off, or the text is gone or in no document", () => {
    const page = openLinked();
    page.answer(2, 0, makeWeights(T));
    const pick = () => point(page.get('[data-key="piece:3"]'), "click");
    pick();
    page.takeLinks();
    page.receive({ kind: "link" });
    assert.deepEqual(page.takeLinks(), [undefined]);
    assert.equal(page.get(".linked").textContent, "");
    page.receive({ kind: "link" });
    assert.equal(page.takeLinks().length, 1);
    page.receive({ kind: "gone", isGone: true });
    assert.deepEqual(page.takeLinks(), [undefined]);
    page.show(makeInput(WORDS));
    page.answer(2, 0, makeWeights(T));
    assert.deepEqual(page.takeLinks(), []);
  });
});
