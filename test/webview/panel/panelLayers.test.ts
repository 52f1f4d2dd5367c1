import assert from "node:assert/strict";
import type { PanelLayerAnswers } from "../../../src/webview/messages";
import { makeInput, makeLayerAnswers, makeTokens } from "../fixture";
import { open } from "./openPanel";

/** [CLS] he was able . [SEP] */
const WORDS = makeTokens(["he", "was", "able", "."]);
const MASKED = makeTokens(["he", "was", "[MASK]", "."]);

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: layer by layer", () => {
  function openLayers(tokens = WORDS, more = {}) {
    const page = open({ view: "layers" });
    page.show(makeInput(tokens, more));
    const asked = page.takeSent().filter(({ kind }) => kind === "layers");
    return { ...page, asked };
  }
  const answer = (position: number | undefined, mask: number) =>
    ({ kind: "layers", position, layers: makeLayerAnswers(3, mask) }) as const;

  it("asks for the text's own masks, whatever is chosen", () => {
    const page = openLayers(MASKED);
    assert.deepEqual(page.asked, [{ kind: "layers" }]);
    page.receive(answer(undefined, 3));
    assert.equal(page.get(".view").getAttribute("aria-busy"), "false");
    page.get('[data-key="piece:1"]').click();
    assert.deepEqual(page.takeSent(), [{ kind: "fills", position: 1 }]);
  });

  it("asks for the chosen token of a text without masks, and again for another", () => {
    const page = openLayers();
    assert.deepEqual(page.asked, [{ kind: "layers" }]);
    page.receive({ kind: "layers", position: undefined, layers: [] });
    assert.match(page.get(".view").textContent, /Choose a word of the first text/);
    page.get('[data-key="piece:3"]').click();
    assert.deepEqual(page.takeSent(), [
      { kind: "fills", position: 3 },
      { kind: "layers", position: 3 },
    ]);
    assert.equal(page.get(".view").getAttribute("aria-busy"), "true");
    page.receive(answer(2, 2));
    assert.equal(page.has(".layer-fills"), false, "late");
    page.receive(answer(3, 3));
    assert.match(
      page.get(".layer-mask > p").textContent,
      /able at position 3\. able is its first choice from layer 1 on/,
    );
  });

  it("masks nothing for a model that cannot fill masks, and no token of the second text", () => {
    const model = { name: "toy", layers: 3, heads: 2, maxTokens: 512, hasMlm: false };
    const unable = openLayers(WORDS, { model });
    unable.get('[data-key="piece:3"]').click();
    assert.deepEqual(unable.takeSent(), [{ kind: "layers" }].slice(1));
    const pair = openLayers(makeTokens(["yes"], ["no"]));
    pair.receive({ kind: "layers", position: undefined, layers: [] });
    pair.get('[data-key="piece:3"]').click();
    assert.deepEqual(pair.takeSent(), [{ kind: "fills", position: 3 }]);
  });

  it("draws a table for each mask and lines for P(next) and tone, with the same numbers as text", () => {
    const page = openLayers(MASKED);
    page.receive(answer(undefined, 3));
    const rows = [...page.document.querySelectorAll(".layer-fills tbody tr")].map((row) => row.textContent);
    assert.deepEqual(rows, [
      "Embeddingsthe 50.0 %able 10.0 %",
      "After layer 0the 60.0 %able 10.0 %",
      "After layer 1able 70.0 %the 10.0 %",
      "After layer 2able 80.0 %the 10.0 %",
    ]);
    assert.equal(page.document.querySelectorAll(".layer-fills td.answer").length, 4);
    assert.deepEqual(
      [...page.document.querySelectorAll(".layer-lines h2")].map(({ textContent }) => textContent),
      ["Does B follow A?", "Tone"],
    );
    assert.equal(page.document.querySelectorAll(".layer-lines .line-plot .line").length, 4);
    assert.match(page.get(".view > .note").textContent, /where it settles/);
  });

  const [first, ...more] = makeLayerAnswers(3, 3) as [PanelLayerAnswers, ...PanelLayerAnswers[]];
  for (const [name, layers, says] of [
    ["of another model", more, /^layers: 3, expected 4 or none/],
    ["about a mask that is not there", makeLayerAnswers(3, 99), /^layers: mask at 99 in layer 0, expected 0 to 5/],
    ["with a probability over 1", [{ ...first, next: 2 }, ...more], /^layers: probability 2 in layer 0, expected/],
    [
      "with a tone that is no number",
      [{ ...first, tone: { negative: NaN, neutral: 0, positive: 0 } }, ...more],
      /^layers: probability NaN in layer 0/,
    ],
  ] as const) {
    it(`refuses answers ${name}`, () => {
      const page = openLayers(MASKED);
      page.receive({ kind: "layers", position: undefined, layers });
      assert.match(page.get('[role="alert"]').textContent, says);
      assert.equal(page.has(".layer-fills"), false);
    });
  }
});
