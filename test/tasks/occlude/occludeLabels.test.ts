import assert from "node:assert/strict";
import { occludeLabels } from "../../../src/tasks/occlude/occludeLabels";
import { createFakeModel } from "../fakeModel";

/** Each "bad" adds 1 to the logit of "negative"; a token's attention in each head is its position by 1 or by 3. */
const model = createFakeModel({
  words: ["a", "bad", "day", ".", "un", "##do"],
  labels: ["negative", "positive"],
  classifier: (pieces) => [pieces.filter((piece) => piece === "bad").length, 0],
  attention: (_, to, { head }) => (head === 0 ? to : 3 * to),
});
const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));

describe("occludeLabels", () => {
  it("says how far the most probable label falls without each word, and where [CLS] looks", async () => {
    const result = await occludeLabels(model, { text: "a bad undo." });
    assert.deepEqual(
      [result.label, result.mask, result.layer, result.several, result.more],
      ["negative", "[MASK]", 3, false, 0],
    );
    assert.ok(Math.abs(result.labels[0]!.probability - sigmoid(1)) < 1e-6);
    const text = "a bad undo.";
    assert.deepEqual(
      result.words.map(({ start, end }) => text.slice(start, end)),
      ["a", "bad", "undo"],
    );
    const expected = [0, sigmoid(1) - 0.5, 0];
    for (const [i, { fall }] of result.words.entries()) assert.ok(Math.abs(fall - expected[i]!) < 1e-6);
    assert.ok(Math.abs(result.words[1]!.without[1]! - 0.5) < 1e-6);
    assert.deepEqual(result.attention, [0, 2, 4, 6, 8, 10, 12]);
    // A word has the attention of its pieces.
    assert.deepEqual(
      result.words.map(({ attention }) => attention),
      [2, 4, 14],
    );
  });

  it("hides a word of several pieces behind one mask", async () => {
    await occludeLabels(model, { text: "a undo" });
    const pieces = model.requests
      .at(-1)!
      .inputs.map(({ ids }) => ids.map((id) => model.tokenizer.vocabulary.readPiece(id)).join(" "));
    assert.deepEqual(pieces, ["[CLS] [MASK] un ##do [SEP]", "[CLS] a [MASK] [SEP]"]);
  });

  it("reads the first window of a text over the limit, hides its words alone, and leaves masks as they are", async () => {
    const short = createFakeModel({ words: ["a"], maxTokens: 8, labels: ["x", "y"], classifier: () => [0, 0] });
    const { words, read } = await occludeLabels(short, { text: `[MASK] ${"a ".repeat(20)}` });
    assert.equal(words.length, 5);
    assert.deepEqual(read?.span, { start: 0, end: 16 });
  });

  it("hides as many words as can be waited for, and counts the others", async () => {
    const long = createFakeModel({ words: ["a"], maxTokens: 512, labels: ["x", "y"], classifier: () => [0, 0] });
    const { words, more } = await occludeLabels(long, { text: "a ".repeat(400) });
    assert.deepEqual([words.length, more], [128, 272]);
  });

  for (const { name, asked, text, code } of [
    { name: "a model without a classifier", asked: createFakeModel({ words: ["a"] }), text: "a", code: "no-readout" },
    {
      name: "a model that answers by a number",
      asked: createFakeModel({ words: ["a"], labels: ["x"], classifier: () => [0], problem: "regression" }),
      text: "a",
      code: "bad-option",
    },
    { name: "a text without words", asked: model, text: " … ", code: "bad-option" },
  ]) {
    it(`refuses ${name}`, () => assert.rejects(occludeLabels(asked, { text }), { code }));
  }
});
