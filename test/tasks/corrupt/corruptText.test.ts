import assert from "node:assert/strict";
import { corruptText } from "../../../src/tasks/corrupt/corruptText";
import { createFakeModel } from "../fakeModel";

const answers = {
  words: ["a", "b", "c", "d", "tea"],
  mlm: () => ({ tea: 3, a: 2, b: 1, c: 1, d: 1 }),
};
const model = createFakeModel(answers);
const text = "a b c d ".repeat(5).trim();

describe("corruptText", () => {
  it("lets the model guess at each chosen place of the corrupted text", async () => {
    const { tokens, corrupted, loss, precision } = await corruptText(model, { text, seed: 4, top: 2 });
    const [input] = model.requests.at(-1)!.inputs;
    assert.equal(corrupted.length, 3);
    assert.equal(precision, "fp32");
    for (const [position, { id }] of tokens.entries()) {
      const piece = corrupted.find((each) => each.position === position);
      assert.equal(input!.ids[position], piece ? piece.id : id);
      if (!piece) continue;
      assert.equal(piece.text, model.tokenizer.vocabulary.readPiece(piece.id));
      assert.equal(piece.guess!.original.text, tokens[position]!.text);
      assert.deepEqual(
        piece.guess!.fills.map((fill) => fill.text),
        ["tea", "a"],
      );
    }
    const sum = Math.exp(3) + Math.exp(2) + 3 * Math.exp(1) + 5 * Math.exp(-10);
    const logits = corrupted.map(({ position }) => (tokens[position]!.text === "a" ? 2 : 1));
    const expected = logits.reduce((total, logit) => total + Math.log(sum) - logit, 0) / logits.length;
    assert.ok(Math.abs(loss! - expected) < 1e-6);
  });

  it("corrupts without guesses where the model has no readout for them", async () => {
    const { words } = answers;
    const { corrupted, loss } = await corruptText(createFakeModel({ words }), { text });
    assert.equal(corrupted.length, 3);
    assert.ok(corrupted.every(({ guess }) => guess === undefined));
    assert.equal(loss, undefined);
  });

  for (const { name, request, message } of [
    { name: "a text without words", request: { text: " " }, message: /no piece to guess/ },
    {
      name: "words that the model does not know",
      request: { text: "zzz yyy" },
      message: /: model ".*" knows none of its words/,
    },
    { name: "a seed that is no whole number", request: { text, seed: 0.5 }, message: /seed is 0\.5/ },
    { name: "no guesses", request: { text, top: 0 }, message: /top is 0/ },
  ]) {
    it(`refuses ${name}`, () => assert.rejects(corruptText(model, request), { code: "bad-option", message }));
  }
});
