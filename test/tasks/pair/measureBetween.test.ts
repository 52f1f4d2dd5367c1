import assert from "node:assert/strict";
import { scorePair } from "../../../src/tasks/pair/scorePair";
import { createFakeModel } from "../fakeModel";

/** Every token looks at the token at place 5 by a half, and in head 1 at that at place 2. */
const model = createFakeModel({
  words: ["a", "b", "c", "x"],
  nsp: () => [1, 0],
  attention: (_, to, { head }) => (to === (head === 0 ? 5 : 2) ? 0.5 : 0),
});

describe("scorePair, looking between the two", () => {
  it("says what each text gives the other of its attention, in each head", async () => {
    // [CLS] a b [SEP] c x [SEP]
    const { between } = await scorePair(model, { text: "a b", pair: "c x", look: true });
    assert.deepEqual(between!.layers.length, 4);
    assert.deepEqual(between!.layers[0], [
      { ab: 0.5, ba: 0 },
      { ab: 0, ba: 0.5 },
    ]);
    assert.deepEqual(between!.even, { ab: 2 / 7, ba: 2 / 7 });
  });

  it("counts sentences before A as neither", async () => {
    // [CLS] c c a b [SEP] x x [SEP]: place 2 is before A, place 5 is in no text.
    const asked = { text: "a b", pair: "x x", before: ["c c"], look: true };
    const { between } = await scorePair(model, asked);
    assert.deepEqual(between!.even, { ab: 2 / 9, ba: 2 / 9 });
    assert.deepEqual(between!.layers[3], [
      { ab: 0, ba: 0 },
      { ab: 0, ba: 0 },
    ]);
  });

  it("names the drawn sentences, of which it says the same when they are all there are", async () => {
    const document = "abcdefghij".split("").map((letter) => `${letter} c`);
    const first = await scorePair(model, { text: "a b", pair: "c x", document, look: true });
    assert.equal(first.drawn?.length, 8);
    const again = await scorePair(model, { text: "a b", pair: "c x", document: first.drawn ?? [], look: true });
    assert.deepEqual(again, first);
  });

  it("says nothing of it unless asked", async () => {
    const result = await scorePair(model, { text: "a", pair: "b" });
    assert.deepEqual(["between" in result, "drawn" in result, result.precision], [false, false, "int8"]);
    assert.equal((await scorePair(model, { text: "a", pair: "b", look: true })).precision, "fp32");
  });
});
