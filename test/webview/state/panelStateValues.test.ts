import assert from "node:assert/strict";
import type { HeadChoice, PanelInput, ToPage } from "../../../src/webview/messages";
import { PanelState } from "../../../src/webview/state/panelState";
import { makeInput, makeTokens, makeWeights, PAIR_TOKENS } from "../fixture";
import { answerAttention, answerFills, answerHeads, answerVectors, makeShownState, show } from "./shownState";

// panelState.test.ts has the effects of each transition; these are the values that a state then has.
describe("PanelState: its values", () => {
  it("ignores answers before there is a text", () => {
    const state = new PanelState(undefined);
    assert.deepEqual(state.receive(answerAttention(0, 0)), { stale: [], requests: [] });
    assert.deepEqual(state.receive(answerHeads()), { stale: [], requests: [] });
    assert.equal(state.isAwaiting, false);
  });

  describe("what stays chosen when a text is shown", () => {
    const other = (change: Partial<PanelInput["model"]>) =>
      makeInput(PAIR_TOKENS, { model: { name: "other", layers: 3, heads: 2, maxTokens: 9, hasMlm: true, ...change } });
    const chosen: readonly {
      readonly name: string;
      readonly saved: object;
      readonly input: PanelInput;
      readonly head?: HeadChoice;
      readonly pinned?: number;
    }[] = [
      {
        name: "a head that both models have",
        saved: { layer: 1, head: 1 },
        input: other({}),
        head: { layer: 1, head: 1 },
      },
      {
        name: "a model with fewer layers: its last layer",
        saved: { layer: 2, head: 1 },
        input: other({ layers: 2 }),
        head: { layer: 1, head: 1 },
      },
      {
        name: "a model with fewer heads: the first",
        saved: { layer: 1, head: 1 },
        input: other({ heads: 1 }),
        head: { layer: 1, head: 0 },
      },
      {
        name: "no layer was chosen: the last of the other model",
        saved: {},
        input: other({ layers: 6 }),
        head: { layer: 5, head: 0 },
      },
      {
        name: "the token, if the piece is the same",
        saved: { pinned: 1 },
        input: makeInput(makeTokens(["un", "do"])),
        pinned: 1,
      },
      { name: "no token, if the piece is another", saved: { pinned: 1 }, input: makeInput(makeTokens(["re", "do"])) },
      { name: "no token, if the text is shorter", saved: { pinned: 7 }, input: makeInput(makeTokens(["un"])) },
    ];
    for (const { name, saved, input, head, pinned } of chosen) {
      it(name, () => {
        const state = makeShownState(saved);
        state.receive(show(input));
        assert.deepEqual(state.chosenHead, head ?? { layer: 2, head: 0 });
        assert.equal(state.choices.pinned, pinned);
      });
    }

    it("chosen and masked tokens go where an edit moves them, and those that it rewrites are let go", () => {
      const place = "there";
      const state = new PanelState({ pinned: 3, masked: [1, 3], place });
      const read = (...words: readonly string[]) => state.receive(show(makeInput(makeTokens(words), { place })));
      read("a", "b", "c");
      assert.deepEqual([state.choices.pinned, state.choices.masked], [3, [1, 3]]);
      read("a", "big", "b", "c");
      assert.deepEqual([state.choices.pinned, state.choices.masked], [4, [1, 4]]);
      read("x", "big", "b", "c");
      assert.deepEqual([state.choices.pinned, state.choices.masked], [4, [4]]);
      read("x");
      assert.deepEqual([state.choices.pinned, state.choices.masked], [undefined, []]);
    });

    it("no mask goes to another sentence that begins as this one does", () => {
      const state = new PanelState({ masked: [1, 2], place: "there" });
      state.receive(show(makeInput(makeTokens(["the", "cat", "sat", "on", "it", "."]), { place: "there" })));
      assert.deepEqual(state.choices.masked, [1, 2]);
      state.receive(show(makeInput(makeTokens(["the", "server", "writes", "its", "log", "now", "."]))));
      assert.deepEqual(state.choices.masked, []);
    });

    it("a page that shows another text than the page before it keeps no token", () => {
      const state = new PanelState({ pinned: 2, masked: [2], head: 1, place: "there" });
      state.receive(show(makeInput(makeTokens(["a", "b", "c"]), { place: "elsewhere" })));
      assert.deepEqual([state.choices.pinned, state.choices.masked, state.choices.head], [undefined, [], 1]);
    });

    it("a filter of a pair does not hide the links of a single text", () => {
      const state = makeShownState({ between: "ab" }, makeInput(PAIR_TOKENS, { pair: "B." }));
      assert.equal(state.controls.between, "ab");
      state.receive(show(makeInput(makeTokens(["a"]))));
      assert.equal(state.controls.between, "all");
    });

    it("a stage beyond the other model's layers is its last", () => {
      const state = makeShownState({ stage: 3 });
      state.receive(show(other({ layers: 1 })));
      assert.equal(state.stage, 1);
    });
  });

  describe("isAwaiting", () => {
    for (const { name, saved, act, isAwaiting } of [
      { name: "is false once the chosen head is answered", act: () => undefined, isAwaiting: false },
      {
        name: "is true from another text to its answer",
        act: (state) => state.receive(show()),
        isAwaiting: true,
      },
      {
        name: "is true from another head to its answer",
        act: (state) => state.chooseHeads([{ layer: 0, head: 0 }], { layer: 0, head: 0 }),
        isAwaiting: true,
      },
      {
        name: "stays true in another view of the head that is awaited",
        act: (state) => [
          state.chooseHeads([{ layer: 0, head: 0 }], { layer: 0, head: 0 }),
          state.changeControls({ view: "table" }),
        ],
        isAwaiting: true,
      },
      {
        name: "is false again on return to the head that is still drawn",
        act: (state) => [
          state.chooseHeads([{ layer: 0, head: 0 }], { layer: 0, head: 0 }),
          state.chooseHeads([{ layer: 2, head: 0 }], { layer: 2, head: 0 }),
        ],
        isAwaiting: false,
      },
      {
        name: "is true for all heads until they come",
        act: (state) => state.changeControls({ view: "heads" }),
        isAwaiting: true,
      },
      {
        name: "is false for all heads once they came",
        saved: { view: "heads" },
        act: (state) => state.receive(answerHeads()),
        isAwaiting: false,
      },
      {
        name: "is true for the vectors until they come",
        act: (state) => state.changeControls({ view: "vectors" }),
        isAwaiting: true,
      },
      {
        name: "is false for the vectors once they came",
        saved: { view: "vectors" },
        act: (state) => state.receive(answerVectors()),
        isAwaiting: false,
      },
    ] satisfies { name: string; saved?: object; act: (state: PanelState) => unknown; isAwaiting: boolean }[]) {
      it(name, () => {
        const state = makeShownState(saved);
        act(state);
        assert.equal(state.isAwaiting, isAwaiting);
      });
    }
  });

  describe("an answer that is invalid", () => {
    for (const { name, message, code } of [
      { name: "attention of another text", message: answerAttention(2, 0, makeWeights(3)), code: "bad-attention" },
      { name: "heads of another model", message: { kind: "heads", layers: [] }, code: "bad-heads" },
      { name: "no vectors", message: { kind: "vectors", layers: [] }, code: "bad-vectors" },
    ] satisfies { name: string; message: ToPage; code: string }[]) {
      it(`throws and leaves the earlier answers: ${name}`, () => {
        const state = makeShownState();
        state.receive(answerHeads());
        state.receive(answerVectors());
        const { map, heads: earlierHeads, vectors: earlierVectors } = state.answers!;
        assert.throws(() => state.receive(message), { code });
        const after = [state.answers?.map, state.answers?.heads, state.answers?.vectors];
        assert.deepEqual(after, [map, earlierHeads, earlierVectors]);
      });
    }
  });

  it("weighs tokens by attention in the chosen direction, by likeness among vectors, and not among heads", () => {
    const state = makeShownState();
    const read = () => {
      const weights = state.weigh(state.focusOn(2));
      return weights && [...weights].map((weight) => weight.toFixed(2)).slice(0, 4);
    };
    assert.deepEqual(read(), ["0.06", "0.13", "0.53", "0.13"]);
    state.changeControls({ direction: "to" });
    assert.deepEqual(read(), ["0.07", "0.14", "0.53", "0.13"]);
    state.receive(answerVectors());
    state.changeControls({ view: "vectors" });
    assert.deepEqual(read(), ["0.78", "0.89", "1.00", "0.89"]);
    state.changeControls({ view: "heads" });
    assert.equal(read(), undefined);
  });

  it("waits for the fills of the chosen token, and stops when the host fails", () => {
    const state = makeShownState();
    assert.deepEqual(state.fills, { kind: "none" });
    state.pin({ position: 1, direction: "from" });
    assert.deepEqual(state.fills, { kind: "awaited" });
    state.receive({ kind: "failed", message: "No." });
    assert.deepEqual(state.fills, { kind: "none" });
    assert.equal(state.failure, "No.");
    state.receive(answerFills(1));
    assert.equal(state.fills.kind, "shown");
    state.receive({ kind: "failed", message: "No." });
    assert.equal(state.fills.kind, "shown", "fills that came stay");
  });

  it("forgets a failure with the next answer", () => {
    const state = makeShownState();
    assert.deepEqual(state.fail("Invalid."), { stale: ["failure"], requests: [] });
    assert.equal(state.failure, "Invalid.");
    state.receive(answerAttention(2, 0));
    assert.equal(state.failure, undefined);
  });

  it("has new choices, which can be saved, after every change and only then", () => {
    const state = makeShownState({ view: "matrix" });
    const before = state.choices;
    state.receive(answerFills(1));
    state.unpin();
    state.chooseHeads([state.chosenHead], state.chosenHead);
    assert.equal(state.choices, before);
    state.receive({ kind: "place", place: "there" });
    state.chooseHeads(
      [
        { layer: 0, head: 1 },
        { layer: 1, head: 1 },
      ],
      { layer: 1, head: 1 },
    );
    state.chooseStage(2);
    state.changeControls({ threshold: 0.2, withSpecial: false, linksBy: "share", between: "ab" });
    state.changeControls({ withoutSpecial: false, compared: 4 });
    state.pin({ position: 3, direction: "to" });
    assert.deepEqual(new PanelState(JSON.parse(JSON.stringify(state.choices))).choices, {
      layer: 1,
      head: 1,
      stage: 2,
      view: "matrix",
      direction: "to",
      threshold: 0.2,
      others: [{ layer: 0, head: 1 }],
      linksBy: "share",
      strongest: 0.1,
      between: "ab",
      withSpecial: false,
      withoutSpecial: false,
      compared: 4,
      pinned: 3,
      masked: [],
      against: undefined,
      follow: false,
      kept: false,
      linked: false,
      tour: undefined,
      place: "there",
    });
  });
});
