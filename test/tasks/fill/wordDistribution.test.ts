import assert from "node:assert/strict";
import { fillMask } from "../../../src/tasks/fill/fillMask";
import { MOST_PIECES, readLogShare } from "../../../src/tasks/fill/pieceCounts";
import { createRandom } from "../../graph/createRandom";
import { createFakeModel } from "../fakeModel";

const STARTS = ["a", "be", "cat"];
const CONTINUATIONS = ["##d", "##en"];
const WORDS = [...STARTS, ...CONTINUATIONS, ".", "the", "x"];
/** Long enough for every word that the small vocabulary spells in three pieces. */
const MOST = 3;

/** Logits that depend on the whole sequence, so that each number of masks is another distribution. */
function readLogits(pieces: readonly string[], position: number): Record<string, number> {
  const seed = Array.from(pieces.join(" ")).reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) | 0, position);
  const random = createRandom(seed);
  return Object.fromEntries([...WORDS, "[UNK]", "[SEP]"].map((word) => [word, 6 * random()]));
}

const model = createFakeModel({ words: WORDS, mlm: readLogits });
const ALL = [5, ...WORDS.keys()].length + 4;

/** P(pieces | as many masks) · P(so many pieces), by the definition: each piece given those before it. */
function witness(pieces: readonly string[]): number {
  return pieces.reduce(
    (product, piece, i) => {
      const masks = pieces.slice(i).map(() => "[MASK]");
      const logits = readLogits(["[CLS]", ...pieces.slice(0, i), ...masks, "the", "[SEP]"], 1 + i);
      const named = Object.values(logits).reduce((sum, logit) => sum + Math.exp(logit), 0);
      const others = (ALL - Object.keys(logits).length) * Math.exp(-10);
      return (product * Math.exp(logits[piece]!)) / (named + others);
    },
    Math.exp(readLogShare(pieces.length)),
  );
}

/** Every sequence of a first piece and continuations, of 1 to `MOST` pieces. */
function listWords(): string[][] {
  let longer = [...STARTS, "the", "x"].map((piece) => [piece]);
  const words = [...longer];
  for (let count = 2; count <= MOST; count++) {
    longer = longer.flatMap((word) => CONTINUATIONS.map((piece) => [...word, piece]));
    words.push(...longer);
  }
  return words;
}

const spell = (pieces: readonly string[]) => pieces.map((piece) => piece.replace(/^##/, "")).join("");

describe("the distribution of words", () => {
  const words = listWords();

  it("has shares of the numbers of pieces that sum to at most 1", () => {
    const shares = Array.from({ length: MOST_PIECES }, (_, i) => Math.exp(readLogShare(i + 1)));
    assert.ok(shares.every((share) => share > 0));
    assert.ok(shares.reduce((sum, share) => sum + share, 0) <= 1);
  });

  it("sums to at most 1 over all words of a small vocabulary", () => {
    const sum = words.reduce((total, word) => total + witness(word), 0);
    assert.equal(words.length, 5 * (1 + 2 + 4));
    assert.ok(sum > 0.1 && sum <= 1, `${sum}`);
  });

  it("is what a list of words has, each the witness's value, most probable first", async () => {
    const request = { text: "[MASK] the", top: 100, maxPieces: MOST, words: words.map(spell) };
    const { masks } = await fillMask(model, request);
    const { fills } = masks[0]!;
    assert.ok(fills.filter(({ pieces }) => pieces > 1).length > 10, `${fills.length}`);
    for (const { text, probability } of fills) {
      const expected = witness(words.find((word) => spell(word) === text)!);
      assert.ok(Math.abs(probability - expected) < 1e-6, `${text}: ${probability}, expected ${expected}`);
    }
    assert.ok(fills.reduce((sum, { probability }) => sum + probability, 0) <= 1);
    assert.deepEqual(
      fills,
      fills.toSorted((a, b) => b.probability - a.probability),
    );
  });

  it("is what targets have, of any number of pieces", async () => {
    const request = { text: "[MASK] the", maxPieces: 2, targets: ["cat", "aden", "been"] };
    const { masks } = await fillMask(model, request);
    for (const { text, probability } of masks[0]!.fills) {
      const expected = witness(words.find((word) => spell(word) === text)!);
      assert.ok(Math.abs(probability - expected) < 1e-6, `${text}: ${probability}, expected ${expected}`);
    }
  });
});
