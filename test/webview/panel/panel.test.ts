import assert from "node:assert/strict";
import { HOSTILE_TOKENS, LONG_TOKENS, makeInput, makeTokens, makeWeights, PAIR_TOKENS, point, press } from "../fixture";
import { assertIsolated } from "../isolation";
import { open, openShown } from "./openPanel";

const T = PAIR_TOKENS.length;

describe("Panel", () => {
  it("first says that it is listening, and draws nothing before there is a text", () => {
    const page = open();
    assert.deepEqual(page.takeSent(), [{ kind: "ready" }]);
    assert.equal(page.has(".piece"), false);
    page.answer(0, 0);
    assert.equal(page.has(".arcs"), false);
  });

  it("asks for the last layer's first head until another is chosen", () => {
    const page = open();
    page.takeSent();
    page.show();
    assert.deepEqual(page.takeSent(), [{ kind: "attention", heads: [{ layer: 2, head: 0 }] }]);
    page.answer(2, 0);
    assert.equal(page.has(".arcs"), true);
  });

  it("shows what was chosen before it was hidden", () => {
    const page = open({ layer: 1, head: 1, view: "matrix", pinned: 2 });
    page.takeSent();
    page.show();
    assert.deepEqual(page.takeSent(), [
      { kind: "attention", heads: [{ layer: 1, head: 1 }] },
      { kind: "fills", position: 2 },
    ]);
    page.answer(1, 1);
    assert.equal(page.has(".matrix"), true);
  });

  it("drops a saved layer, head and token that the text and the model do not have", () => {
    const page = open({ layer: 11, head: 7, pinned: 400 });
    page.takeSent();
    page.show();
    assert.deepEqual(page.takeSent(), [{ kind: "attention", heads: [{ layer: 2, head: 0 }] }]);
    assert.equal(page.has(".token-details"), false);
  });

  describe("layer and head", () => {
    it("are chosen by arrow key, asked for at once, and keep the focus", () => {
      const page = openShown();
      page.get('[data-key="head:2:0"]').focus();
      press(page.get('[data-key="head:2:0"]'), "ArrowUp");
      press(page.get('[data-key="head:1:0"]'), "ArrowRight");
      assert.deepEqual(page.takeSent(), [
        { kind: "attention", heads: [{ layer: 1, head: 0 }] },
        { kind: "attention", heads: [{ layer: 1, head: 1 }] },
      ]);
      assert.equal(page.document.activeElement?.getAttribute("data-key"), "head:1:1");
      assert.equal(page.get('[aria-selected="true"]').getAttribute("aria-label"), "Layer 1, head 1");
      assert.equal(page.get(".view").getAttribute("aria-busy"), "true");
    });

    it("are drawn only if their answer comes while they are chosen", () => {
      const page = openShown();
      page.get('[data-key="head:0:1"]').click();
      const before = page.get(".arcs");
      for (const [layer, head] of [
        [2, 0],
        [0, 0],
        [2, 1],
      ] as const) {
        page.answer(layer, head);
      }
      assert.equal(page.get(".arcs"), before);
      assert.equal(page.get(".view").getAttribute("aria-busy"), "true");
      page.answer(0, 1);
      assert.notEqual(page.get(".arcs"), before);
      assert.equal(page.get(".view").getAttribute("aria-busy"), "false");
    });

    it("are still awaited when another view is chosen before their answer", () => {
      const page = openShown();
      page.get('[data-key="head:0:1"]').click();
      page.get('[data-key="view:matrix"]').click();
      assert.equal(page.get(".view").getAttribute("aria-busy"), "true");
      page.answer(0, 1);
      assert.equal(page.get(".view").getAttribute("aria-busy"), "false");
    });

    it("are not asked for again when they are already chosen", () => {
      const page = openShown();
      page.get('[data-key="head:2:0"]').click();
      assert.deepEqual(page.takeSent(), []);
    });
  });

  describe("a view", () => {
    for (const [view, selector] of [
      ["links", ".arcs"],
      ["matrix", ".matrix"],
      ["table", ".token-table"],
    ] as const) {
      it(`of ${view} is drawn from the same data, without asking again`, () => {
        const page = openShown({ view: view === "links" ? "matrix" : "links" });
        page.get(`[data-key="view:${view}"]`).click();
        assert.equal(page.has(selector), true);
        assert.deepEqual(page.takeSent(), []);
        assert.equal((page.saved.at(-1) as { view: string }).view, view);
      });
    }

    it("keeps the focus on the control that changed it", () => {
      const page = openShown();
      page.get('[data-key="view:table"]').focus();
      page.get('[data-key="view:table"]').click();
      assert.equal(page.document.activeElement?.getAttribute("data-key"), "view:table");
    });

    it("of links follows the threshold slider, which stays the same element", () => {
      const page = openShown();
      const slider = page.get('[data-key="threshold"]') as HTMLInputElement;
      slider.value = "0.5";
      slider.dispatchEvent(new page.document.defaultView!.Event("input", { bubbles: true }));
      assert.equal(page.get('[data-key="threshold"]'), slider);
      assert.match(page.get(".arcs .note").textContent, /under the threshold/);
      assert.equal((page.saved.at(-1) as { threshold: number }).threshold, 0.5);
    });

    it("of links can leave out links of special tokens, and says how many", () => {
      const page = openShown({ threshold: 0 });
      assert.match(page.get(".arcs .note").textContent, /^All 81 links are drawn/);
      const box = page.get('[data-key="special"]') as HTMLInputElement;
      box.focus();
      box.click();
      // [CLS] un ##aff ##able . [SEP] yes [MASK] [SEP]: five are words.
      assert.match(page.get(".arcs .note").textContent, /^25 of 81 links are drawn; 56 of special tokens are not\. /);
      assert.equal(page.document.querySelectorAll(".links .all path").length, 25);
      assert.equal((page.saved.at(-1) as { withSpecial: boolean }).withSpecial, false);
      assert.equal(page.document.activeElement?.getAttribute("data-key"), "special");
      point(page.get('[data-key="from:1"]'), "pointerover");
      assert.equal(page.document.querySelectorAll(".links .isolated path").length, 9);
      page.get('[data-key="view:matrix"]').click();
      assert.equal(page.has('[data-key="special"]'), false);
    });

    it("as a table has every weight of the chosen token", () => {
      const page = openShown({ view: "table" });
      assert.equal(page.document.querySelectorAll(".token-table tbody tr").length, T);
      page.get('[data-key="row:4"]').focus();
      page.get('[data-key="row:4"]').click();
      assert.equal(page.document.querySelectorAll(".weight-table tbody tr").length, T);
      assert.equal(page.document.activeElement?.getAttribute("data-key"), "row:4");
    });
  });

  describe("a failure", () => {
    it("is shown as a sentence, with a button to try again, until an answer comes", () => {
      const page = openShown();
      page.receive({ kind: "failed", message: "The engine stopped." });
      assert.match(page.get('[role="alert"]').textContent, /^The engine stopped\./);
      page.get(".failure .action").click();
      assert.deepEqual(page.takeSent(), [{ kind: "ready" }]);
      page.show();
      assert.equal(page.get('[role="alert"]').textContent, "");
    });

    for (const { name, act, message } of [
      {
        name: "weights that are not numbers",
        act: (page: ReturnType<typeof openShown>) => page.answer(2, 0, makeWeights(T).fill(NaN)),
        message: /row 0, column 0: NaN, expected 0 to 1/,
      },
      {
        name: "the weights of another text",
        act: (page: ReturnType<typeof openShown>) => page.answer(2, 0, makeWeights(3)),
        message: /9 weights, expected 9 × 9/,
      },
      {
        name: "a P(next) that is not a number",
        act: (page: ReturnType<typeof openShown>) => page.show(makeInput(PAIR_TOKENS, { pair: "", isNext: NaN })),
        message: /probability NaN/,
      },
    ]) {
      it(`is shown for ${name}`, () => {
        const page = openShown();
        act(page);
        assert.match(page.get('[role="alert"]').textContent, message);
      });
    }

    it("ends the wait for fills", () => {
      const page = openShown();
      page.get('[data-key="piece:1"]').click();
      page.receive({ kind: "failed", message: "No." });
      assert.doesNotMatch(page.get(".token-details").textContent, /reading/);
    });
  });

  it("shows P(next) of a pair, and saves where the text is for the host", () => {
    const page = open();
    page.show(makeInput(PAIR_TOKENS, { pair: "", isNext: 0.982, place: "here" }));
    assert.match(page.get(".pair").textContent, /98\.2 %/);
    assert.equal((page.saved.at(-1) as { place: string }).place, "here");
    page.receive({ kind: "place", place: "there" });
    assert.equal((page.saved.at(-1) as { place: string }).place, "there");
  });

  it("says that its text is gone, until it shows another or the same again", () => {
    const page = openShown();
    page.receive({ kind: "gone", isGone: true });
    assert.match(page.get(".gone").textContent, /no longer in its document/);
    assert.ok(page.has(".piece"));
    page.receive({ kind: "gone", isGone: false });
    assert.equal(page.get(".gone").textContent, "");
    page.receive({ kind: "gone", isGone: true });
    page.show();
    assert.equal(page.get(".gone").textContent, "");
  });

  it("scrolls to the answer about a new pair, and stays where it is for the same", () => {
    const page = open();
    const scrolled = page.document.documentElement;
    for (const { input, top } of [
      { input: makeInput(PAIR_TOKENS, { text: "a", pair: "b", isNext: 0.5 }), top: 0 },
      { input: makeInput(PAIR_TOKENS, { text: "a", pair: "b", isNext: 0.5, place: "moved" }), top: 500 },
      { input: makeInput(PAIR_TOKENS, { text: "a", pair: "c", isNext: 0.5 }), top: 0 },
    ]) {
      scrolled.scrollTop = 500;
      page.show(input);
      assert.equal(scrolled.scrollTop, top);
    }
  });

  it("says when the model is reading", () => {
    const page = openShown();
    page.receive({ kind: "busy", busy: true });
    assert.equal(page.get(".progress").textContent, "The model is reading.");
    page.receive({ kind: "busy", busy: false });
    assert.equal(page.get(".progress").textContent, "");
  });

  for (const { name, tokens } of [
    { name: "hostile text", tokens: HOSTILE_TOKENS },
    { name: "one token", tokens: makeTokens([]).slice(0, 1) },
    { name: "512 tokens", tokens: LONG_TOKENS },
  ]) {
    it(`shows ${name} in every view`, () => {
      const page = open();
      page.show(makeInput(tokens));
      page.answer(2, 0, makeWeights(tokens.length));
      for (const view of ["matrix", "table", "links", "vectors"]) {
        page.get(`[data-key="view:${view}"]`).click();
        if (view === "vectors") page.answerVectors(tokens.length);
        page.get('[data-key="piece:0"]').click();
        point(page.get(`[data-key="piece:${tokens.length - 1}"]`), "pointerover");
        assertIsolated(page.document.body);
      }
      assert.equal(page.document.querySelectorAll("img, script, [id]").length, 0);
      assert.equal(page.get('[role="alert"]').textContent, "");
      assert.doesNotMatch(page.document.body.outerHTML, /NaN|undefined/);
    });
  }
});
