import assert from "node:assert/strict";
import { makeInput, makeTokens, PAIR_TOKENS, point, press } from "../fixture";
import { open, openShown } from "./openPanel";

const T = PAIR_TOKENS.length;

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: a token", () => {
  it("is described, and its attention isolated, while the mouse is on it", () => {
    const page = openShown();
    point(page.get('[data-key="piece:2"]'), "pointerover");
    assert.equal(page.get(".pointed").textContent, "##aff · id 102 · segment A · position 2 · characters 2–5");
    assert.equal(page.get('[data-key="from:2"]').classList.contains("own"), true);
    assert.equal(page.document.querySelectorAll(".isolated path").length, T);
    point(page.get(".token-row"), "pointerleave");
    assert.equal(page.document.querySelectorAll(".isolated path").length, 0);
    assert.equal(page.has(".shaded"), false);
  });

  it("shows what looks at it once that direction is chosen", () => {
    const page = openShown();
    page.get('[data-key="direction:to"]').click();
    page.get('[data-key="piece:2"]').focus();
    assert.equal(page.get('[data-key="to:2"]').classList.contains("own"), true);
  });

  it("asks for fills when it is chosen, stays the same element, and shows the fills when they come", () => {
    const page = openShown();
    const piece = page.get('[data-key="piece:1"]');
    piece.click();
    assert.deepEqual(page.takeSent(), [{ kind: "fills", position: 1 }]);
    assert.equal(page.get('[data-key="piece:1"]'), piece);
    assert.equal(piece.getAttribute("aria-pressed"), "true");
    assert.match(page.get(".token-details").textContent, /The model is reading/);
    page.receive({ kind: "fills", position: 1, fills: [{ text: "able", probability: 0.5 }], notice: "Only a part." });
    assert.match(page.get(".fill").textContent, /able.*50\.0 %/);
    assert.match(page.get(".token-details").textContent, /Only a part\.$/);
  });

  it("does not show fills of the token chosen before", () => {
    const page = openShown();
    page.get('[data-key="piece:1"]').click();
    page.get('[data-key="piece:2"]').click();
    page.receive({ kind: "fills", position: 1, fills: [{ text: "stale", probability: 0.5 }] });
    assert.equal(page.has(".fill"), false);
  });

  for (const { name, input, key } of [
    { name: "a [SEP] that was added", input: makeInput(PAIR_TOKENS), key: "piece:5" },
    {
      name: "a model that cannot fill masks",
      input: makeInput(PAIR_TOKENS, { model: { name: "toy", layers: 3, heads: 2, maxTokens: 9, hasMlm: false } }),
      key: "piece:1",
    },
  ]) {
    it(`asks for no fills for ${name}, and says why`, () => {
      const page = open();
      page.show(input);
      page.takeSent();
      page.get(`[data-key="${key}"]`).click();
      assert.deepEqual(page.takeSent(), []);
      assert.match(page.get(".token-details .note").textContent, /no word|cannot fill masks/);
    });
  }

  it("is no longer chosen after Escape", () => {
    const page = openShown();
    page.get('[data-key="piece:1"]').click();
    press(page.get('[data-key="piece:1"]'), "Escape");
    assert.equal(page.has(".token-details"), false);
    assert.equal(page.has('.piece[aria-pressed="true"]'), false);
  });

  for (const [name, act] of [
    ["by Shift+Enter", (page) => press(page.get('[data-key="piece:3"]'), "Enter", { shiftKey: true })],
    [
      "by the button of its details",
      (page) => {
        page.show(makeInput(PAIR_TOKENS, { place: "in a document" }));
        page.get('[data-key="piece:3"]').click();
        page.takeSent();
        page.get('[data-key="reveal"]').click();
      },
    ],
  ] satisfies [string, (page: ReturnType<typeof openShown>) => void][]) {
    it(`is shown in the document ${name}`, () => {
      const page = openShown();
      act(page);
      assert.deepEqual(page.takeSent(), [{ kind: "reveal", position: 3 }]);
    });
  }

  it("stays chosen while the text around it changes, but not when another piece takes its place", () => {
    const page = openShown();
    page.get('[data-key="piece:1"]').click();
    page.show(makeInput(makeTokens(["un", "##do"])));
    assert.equal(page.has('.piece[aria-pressed="true"]'), true);
    page.show(makeInput(makeTokens(["re", "##do"])));
    assert.equal(page.has('.piece[aria-pressed="true"]'), false);
  });
});
