import assert from "node:assert/strict";
import type { PanelMask } from "../../../src/webview/messages";
import { makeInput, makeMask, makeTokens, point, press } from "../fixture";
import { open } from "./openPanel";

/** [CLS] he was un ##able . [SEP] */
const WORDS = makeTokens(["he", "was", "un", "##able", "."]);

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: masking words", () => {
  function openMasking(state: object = {}) {
    const page = open(state);
    page.show(makeInput(WORDS));
    const answer = (positions: readonly number[], more: Partial<PanelMask> = {}) =>
      page.receive({ kind: "mask", ...makeMask(WORDS, positions), ...more });
    const takeAsked = () => page.takeSent().filter(({ kind }) => kind === "mask");
    return { ...page, answer, takeAsked };
  }
  const asked = (...positions: readonly number[]) => ({ kind: "mask", positions, layer: 2, head: 0 });

  it("masks all pieces of a word by a double click, and shows what changes", () => {
    const page = openMasking();
    point(page.get('[data-key="piece:4"]'), "dblclick");
    assert.deepEqual(page.takeAsked(), [asked(3, 4)]);
    assert.equal(page.get('input[name="view"]:checked').getAttribute("value"), "mask");
    assert.equal(page.get(".view").getAttribute("aria-busy"), "true");
    page.answer([3, 4]);
    assert.equal(page.get(".view").getAttribute("aria-busy"), "false");
    const struck = [...page.document.querySelectorAll(".piece.masked")].map(({ textContent }) => textContent);
    assert.deepEqual(struck, ["un", "##able"]);
    assert.match(page.get('[data-key="piece:3"]').getAttribute("aria-label") ?? "", /^masked: un,/);
    const headings = [...page.document.querySelectorAll(".view h2")].map(({ textContent }) => textContent);
    assert.deepEqual(headings, [
      "At the mask, the model would write",
      "Of the whole text",
      "Where attention changed most: Layer 2, head 0",
      "Which tokens changed most",
    ]);
    // What changed most comes first, and the masked tokens are other tokens now.
    const changed = [...page.document.querySelectorAll(".changes tbody th")].map(({ textContent }) => textContent);
    assert.deepEqual(changed, ["P(B follows A)", "neutral", "positive", "negative", "[CLS] 0 → he 1"]);
    const turned = [...page.document.querySelectorAll(".changed-tokens tbody th")].map(
      ({ textContent }) => textContent,
    );
    assert.deepEqual(turned, ["was 2", "he 1", ". 5", "[CLS] 0", "[SEP] 6"]);
  });

  it("masks by M and by a button, several words, and takes masks away again", () => {
    const page = openMasking({ view: "mask" });
    assert.match(page.get(".view").textContent, /^Mask a word to see what it does/);
    assert.deepEqual(page.takeAsked(), []);
    press(page.get('[data-key="piece:1"]'), "m");
    page.get('[data-key="piece:3"]').click();
    page.get('[data-key="mask"]').click();
    assert.deepEqual(page.takeAsked(), [asked(1), asked(1, 3, 4)]);
    assert.equal(page.get('[data-key="mask"]').textContent, "Unmask");
    page.answer([1]);
    assert.equal(page.get(".view").getAttribute("aria-busy"), "true", "an answer to an earlier choice");
    page.answer([1, 3, 4]);
    press(page.get('[data-key="piece:1"]'), "M");
    assert.deepEqual(page.takeAsked(), [asked(3, 4)]);
    page.get('[data-key="unmask"]').click();
    assert.deepEqual(page.takeAsked(), []);
    assert.match(page.get(".view").textContent, /^Mask a word/);
    assert.equal(page.has(".piece.masked"), false);
  });

  it("leaves keys with other meanings alone, and what cannot be masked", () => {
    const page = openMasking();
    press(page.get('[data-key="piece:1"]'), "m", { ctrlKey: true });
    for (const key of ["piece:0", "piece:6"]) {
      point(page.get(`[data-key="${key}"]`), "dblclick");
      page.get(`[data-key="${key}"]`).click();
      assert.equal(page.has('[data-key="mask"]'), false);
    }
    assert.deepEqual(page.takeAsked(), []);
  });

  it("asks again for another head, and for the text as it is typed, as long as its words are the same", () => {
    const page = openMasking({ view: "mask" });
    press(page.get('[data-key="piece:1"]'), "m");
    page.answer([1]);
    page.takeSent();
    page.get('[data-key="head:1:1"]').click();
    assert.deepEqual(page.takeAsked(), [{ kind: "mask", positions: [1], layer: 1, head: 1 }]);
    page.show(makeInput(makeTokens(["he", "is"])));
    assert.deepEqual(page.takeAsked(), [{ kind: "mask", positions: [1], layer: 1, head: 1 }]);
    page.show(makeInput(makeTokens(["she", "is"])));
    assert.deepEqual(page.takeAsked(), []);
  });

  const refused: readonly (readonly [string, Partial<PanelMask>, RegExp])[] = [
    ["of fewer tokens", { cosines: [1] }, /^mask: 1 cosines, expected 7/],
    ["about a token that is not there", { links: [{ from: 9, to: 0, before: 0, after: 1 }] }, /^mask: token 9/],
    ["with a weight over 1", { links: [{ from: 1, to: 0, before: 0, after: 2 }] }, /weight 2, expected 0 to 1/],
    ["with a cosine that is no number", { cosines: WORDS.map(() => NaN) }, /^mask: cosine NaN/],
  ];
  for (const [name, more, says] of refused) {
    it(`refuses an answer ${name}`, () => {
      const page = openMasking({ view: "mask" });
      press(page.get('[data-key="piece:1"]'), "m");
      page.answer([1], more);
      assert.match(page.get('[role="alert"]').textContent, says);
      assert.equal(page.has(".changes"), false);
    });
  }
});
