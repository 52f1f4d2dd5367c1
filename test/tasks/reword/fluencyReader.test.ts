import assert from "node:assert/strict";
import { FluencyReader } from "../../../src/tasks/reword/fluencyReader";
import { createFakeModel } from "../fakeModel";

const WORDS = ["the", "page", "is", "weak", "bad", "."];
/** What a piece's logit is depends on the piece before it, so that a wrong place would show. */
const mlm = (pieces: readonly string[], position: number) =>
  Object.fromEntries(WORDS.map((word, i) => [word, (pieces[position - 1]?.length ?? 0) * 0.1 + i]));

/** Salazar et al. 2020, eq. 2, by hand: no token but the masked one is hidden. */
function scoreByHand(words: readonly string[], at: number): number {
  const pieces = ["[CLS]", ...words, "[SEP]"];
  const named = mlm(pieces, at + 1);
  const all = [...WORDS.map((word) => named[word]!), -10, -10, -10, -10, -10];
  return named[words[at]!]! - Math.log(all.reduce((sum, logit) => sum + Math.exp(logit), 0));
}

describe("FluencyReader", () => {
  const words = ["the", "page", "is", "weak", "."];
  const text = "The page is weak.";

  it("gives the pseudo-log-likelihood a word, with signs in the sum and not in the count", async () => {
    const [found = NaN] = await new FluencyReader(createFakeModel({ words: WORDS, mlm })).readAll([text]);
    const sum = words.reduce((total, _, at) => total + scoreByHand(words, at), 0);
    assert.ok(Math.abs(found - sum / 4) < 1e-5, `${found}, expected ${sum / 4}`);
  });

  it("masks one token of each sequence", async () => {
    const model = createFakeModel({ words: WORDS, mlm });
    await new FluencyReader(model).readAll([text]);
    const sequences = model.requests.flatMap(({ inputs }) => inputs.map(({ ids }) => ids));
    const { id } = model.tokenizer.vocabulary.specials.mask!;
    assert.deepEqual(
      sequences.map((ids) => ids.indexOf(id)),
      [1, 2, 3, 4, 5],
    );
    assert.ok(sequences.every((ids) => ids.filter((each) => each === id).length === 1));
  });

  it("reads around a place its tokens and their neighbours, and none of them again", async () => {
    const model = createFakeModel({ words: WORDS, mlm });
    const reader = new FluencyReader(model);
    const [near = NaN] = await reader.readNear([{ text, near: [{ start: 12, end: 15 }] }]);
    const mean = [2, 3, 4].reduce((total, at) => total + scoreByHand(words, at), 0) / 3;
    assert.ok(Math.abs(near - mean) < 1e-5, `${near}, expected ${mean}`);
    await reader.readAll([text]);
    assert.equal(model.requests.flatMap(({ inputs }) => inputs).length, 5);
  });
});
