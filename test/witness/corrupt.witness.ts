import assert from "node:assert/strict";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { CORRUPTIONS } from "../../src/tasks/corrupt/corruptRequest";
import { drawCorruption } from "../../src/tasks/corrupt/drawCorruption";
import { computeLoss, guessCorrupted } from "../../src/tasks/corrupt/guessCorrupted";
import { selectMaskPiece } from "../../src/tasks/sequences/selectMaskPiece";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";

const { counts, examples } = ANSWERS.collated;
/** Two shares of the same chance are further apart than so many standard deviations once in 15,000 times. */
const MOST_DEVIATIONS = 4;
const ROUNDS = 200;

describe("a text as an example of BERT's training, beside transformers' collator", () => {
  it("has as many pieces to guess, as many of them masked, replaced and kept, and no special one", async () => {
    const { tokenizer, info, dispose } = await openPretraining();
    try {
      const own = { pieces: 0, chosen: 0, mask: 0, keep: 0, random: 0 };
      for (const { text } of examples.map(({ case: index }) => ANSWERS.cases[index]!)) {
        const { tokens } = tokenizer.encode(text, { specials: "reference" });
        const plain = tokens.filter(({ kind }) => kind === "word" || kind === "continuation");
        for (let seed = 0; seed < ROUNDS; seed++) {
          const { id: maskId } = selectMaskPiece(tokenizer);
          const options = { seed, maskId, vocabularySize: info.vocabularySize, wholeWords: false };
          const drawn = drawCorruption(tokens, options);
          for (const { position, corruption } of drawn) {
            assert.ok(
              plain.some((token) => token.position === position),
              "a special token was chosen",
            );
            own[corruption] += 1;
          }
          own.pieces += plain.length;
          own.chosen += drawn.length;
          // Both count 15 %, but here it is rounded, and one at least.
          assert.ok(drawn.length === 1 || Math.abs(drawn.length - 0.15 * plain.length) <= 0.5);
        }
      }
      assert.equal(counts.special, 0);
      for (const name of CORRUPTIONS) {
        const [a, b] = [own[name] / own.chosen, counts[name] / counts.chosen];
        const both = (own[name] + counts[name]) / (own.chosen + counts.chosen);
        const deviation = Math.sqrt(both * (1 - both) * (1 / own.chosen + 1 / counts.chosen));
        assert.ok(Math.abs(a - b) < MOST_DEVIATIONS * deviation, `${name}: ${a}, transformers ${b}`);
      }
    } finally {
      await dispose();
    }
  });

  it("has transformers' loss and probabilities for what its collator made", async () => {
    const { model, tokenizer, dispose } = await openPretraining();
    try {
      assert.ok(examples.length > 5);
      for (const { case: index, ids, positions, probabilities, loss } of examples) {
        const { name: what, text } = ANSWERS.cases[index]!;
        const { tokens } = tokenizer.encode(text, { specials: "reference" });
        const drawn = positions.map((position) => ({ position, id: ids[position]! }));
        const guesses = await guessCorrupted(model, { tokens, drawn, top: 1 });
        const found = guesses.map(({ original }) => original.probability);
        assertWithin(found, probabilities, { kind: "pieces to guess", what });
        assertWithin([computeLoss(guesses)], [loss], { kind: "loss", what });
      }
    } finally {
      await dispose();
    }
  });
});

async function openPretraining() {
  const model = await createOnnxModel(ANSWERS.pretraining);
  return { model, tokenizer: model.tokenizer, info: model.info, dispose: () => model.dispose() };
}
