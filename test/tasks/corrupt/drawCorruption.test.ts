import assert from "node:assert/strict";
import { CORRUPTIONS } from "../../../src/tasks/corrupt/corruptRequest";
import { drawCorruption } from "../../../src/tasks/corrupt/drawCorruption";
import { createFakeModel } from "../fakeModel";

const { tokenizer } = createFakeModel({ words: ["a", "b", "c", "un", "##do", "##ing"] });
const OPTIONS = { vocabularySize: 1000, maskId: 4, wholeWords: false };
/** 40 pieces; the mask and the unknown word are none to guess. */
const { tokens } = tokenizer.encode(`${"a b c undo ".repeat(8)} [MASK] zzz`);
const seeds = Array.from({ length: 2000 }, (_, seed) => seed);

describe("drawCorruption", () => {
  it("chooses 15 % of the pieces, never a special one, the same for the same seed", () => {
    for (const seed of seeds) {
      const drawn = drawCorruption(tokens, { ...OPTIONS, seed });
      assert.equal(drawn.length, 6);
      assert.equal(new Set(drawn.map(({ position }) => position)).size, 6);
      for (const { position } of drawn) assert.match(tokens[position]!.kind, /^(word|continuation)$/);
      assert.deepEqual(drawCorruption(tokens, { ...OPTIONS, seed }), drawn);
    }
    assert.equal(
      new Set(seeds.map((seed) => JSON.stringify(drawCorruption(tokens, { ...OPTIONS, seed })))).size > 1900,
      true,
    );
  });

  it("chooses every piece as often as any other", () => {
    const counts = new Map<number, number>();
    for (const seed of seeds) {
      for (const { position } of drawCorruption(tokens, { ...OPTIONS, seed })) {
        counts.set(position, (counts.get(position) ?? 0) + 1);
      }
    }
    assert.equal(counts.size, 40);
    // 2000 draws at 15 %: a standard deviation of 16.
    for (const count of counts.values()) assert.ok(Math.abs(count - 300) < 5 * 16, String(count));
  });

  it("masks 80 % of them, replaces 10 % by any piece, and keeps 10 %", () => {
    const drawn = seeds.flatMap((seed) => drawCorruption(tokens, { ...OPTIONS, seed }));
    const [masked, random, kept] = CORRUPTIONS.map((name) => drawn.filter(({ corruption }) => corruption === name));
    const near = (found: readonly unknown[] | undefined, share: number) => {
      const deviation = Math.sqrt((share * (1 - share)) / drawn.length);
      assert.ok(Math.abs(found!.length / drawn.length - share) < 5 * deviation, `${found!.length} of ${drawn.length}`);
    };
    near(masked, 0.8);
    near(random, 0.1);
    near(kept, 0.1);
    assert.ok(masked!.every(({ id }) => id === OPTIONS.maskId));
    assert.ok(kept!.every(({ id, position }) => tokens[position]!.id === id));
    const ids = random!.map(({ id }) => id);
    assert.ok(ids.every((id) => Number.isInteger(id) && id >= 0 && id < OPTIONS.vocabularySize));
    assert.ok(new Set(ids).size > OPTIONS.vocabularySize / 2, "all over the vocabulary");
  });

  it("chooses whole words, as many as fit into the 15 %", () => {
    for (const seed of seeds.slice(0, 200)) {
      const drawn = drawCorruption(tokens, { ...OPTIONS, seed, wholeWords: true });
      const positions = new Set(drawn.map(({ position }) => position));
      assert.ok(positions.size === 6 || positions.size === 5, String(positions.size));
      for (const { word, segment, position } of tokens) {
        const pieces = tokens.filter((token) => token.word === word && token.segment === segment && word !== undefined);
        if (positions.has(position)) assert.ok(pieces.every((piece) => positions.has(piece.position)));
      }
    }
  });

  for (const { name, text, wholeWords, count } of [
    { name: "one piece of a short text", text: "a b", wholeWords: false, count: 1 },
    { name: "one word of a short text, whole", text: "undoing", wholeWords: true, count: 3 },
    { name: "none where there is none", text: "[MASK] zzz", wholeWords: false, count: 0 },
  ]) {
    it(`chooses ${name}`, () => {
      const drawn = drawCorruption(tokenizer.encode(text).tokens, { ...OPTIONS, seed: 1, wholeWords });
      assert.equal(drawn.length, count);
    });
  }
});
