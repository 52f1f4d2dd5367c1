import assert from "node:assert/strict";
import { SKETCH_SIDE, sketchHeads } from "../../../src/tasks/heads/sketchHeads";
import { createFakeModel } from "../fakeModel";

/** Head 0 looks at the token before, head 1 at the one after; both look at the token itself a tenth more per layer. */
const model = createFakeModel({
  words: ["a", "b", "c"],
  maxTokens: 80,
  attention: (from, to, { layer, head }) => {
    const itself = (layer * (from === to ? 1 : 0)) / 10;
    return itself + (to === (head === 0 ? from - 1 : from + 1) ? 1 - layer / 10 : 0);
  },
});

/** In thousandths, to which a sketch is rounded. */
function listRows(sketch: Float32Array): number[][] {
  const side = Math.sqrt(sketch.length);
  const rows = Array.from({ length: side }, (_, row) => [...sketch.subarray(row * side, (row + 1) * side)]);
  return rows.map((row) => row.map((value) => Math.round(value * 1000) / 1000));
}

describe("sketchHeads", () => {
  it("sketches every head of every layer in one run, and lists the tokens", async () => {
    const before = model.requests.length;
    const { tokens, layers, read } = await sketchHeads(model, { text: "a b c" });
    assert.deepEqual(
      tokens.map(({ text }) => text),
      ["[CLS]", "a", "b", "c", "[SEP]"],
    );
    assert.deepEqual(
      model.requests.slice(before).map(({ attention }) => attention),
      [[0, 1, 2, 3]],
    );
    assert.deepEqual(
      layers.map((heads) => heads.length),
      [2, 2, 2, 2],
    );
    assert.equal(read, undefined);
  });

  it("draws short texts token by token, and says where each head looks", async () => {
    const { layers } = await sketchHeads(model, { text: "a b c" });
    assert.deepEqual(listRows(layers[2]![0]!.sketch), [
      [0.2, 0, 0, 0, 0],
      [0.8, 0.2, 0, 0, 0],
      [0, 0.8, 0.2, 0, 0],
      [0, 0, 0.8, 0.2, 0],
      [0, 0, 0, 0.8, 0.2],
    ]);
    const tell = (head: number) =>
      Object.entries(layers[2]![head]!.shares).map(([place, share]) => `${place} ${(share * 5).toFixed(1)}`);
    // [CLS] and [SEP] are special wherever they stand; in head 0 a looks at [CLS], in head 1 c looks at [SEP].
    const expected = ["special 1.2", "itself 0.6", "previous 2.4", "next 0.0", "sameSegment 0.0", "otherSegment 0.0"];
    assert.deepEqual(tell(0), expected);
    assert.deepEqual(tell(1)[3], "next 2.4");
  });

  it("draws long texts smaller: neighbouring tokens share a row, which sums to what it did before", async () => {
    const { tokens, layers } = await sketchHeads(model, { text: "a ".repeat(68) });
    assert.equal(tokens.length, 70);
    const sketch = listRows(layers[1]![0]!.sketch);
    assert.deepEqual([sketch.length, sketch[0]!.length], [SKETCH_SIDE, SKETCH_SIDE]);
    // Tokens 0 to 2 are the first row: 0 looks at itself alone, the other two at themselves and at one of the three.
    assert.deepEqual(sketch[0]!.slice(0, 3), [0.7, 0, 0]);
    // Tokens 35 to 37: 35 looks at 34, which is in the column before.
    assert.deepEqual(sketch[16]!.slice(14, 18), [0, 0.3, 0.7, 0]);
    for (const row of sketch.slice(1)) assert.ok(Math.abs(row.reduce((a, b) => a + b, 0) - 1) < 0.002);
  });

  it("sketches a pair, and reads the start of a text over the limit, and says so", async () => {
    const pair = await sketchHeads(createFakeModel({ words: ["a", "b"], attention: () => 1 / 5 }), {
      text: "a",
      pair: "b",
    });
    const { shares } = pair.layers[0]![0]!;
    assert.ok(Math.abs(shares.otherSegment - 4 / 25) < 1e-6, `${shares.otherSegment}`);
    const long = await sketchHeads(model, { text: "a ".repeat(200) });
    assert.deepEqual([long.tokens.length, long.read?.span], [80, { start: 0, end: 155 }]);
  });

  it("holds few maps at once: those of many tokens come in several runs", async () => {
    const large = createFakeModel({ words: ["a"], maxTokens: 2048, attention: () => 0 });
    const { layers } = await sketchHeads(large, { text: "a ".repeat(2046) });
    assert.equal(layers.length, 4);
    assert.deepEqual(
      large.requests.map(({ attention }) => attention),
      [
        [0, 1],
        [2, 3],
      ],
    );
  });
});
