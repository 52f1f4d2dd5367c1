import assert from "node:assert/strict";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { compareMasked } from "../../src/tasks/mask/compareMasked";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";

const { cases, heads, readTensor } = ANSWERS;
const MASKED = [...cases.entries()].flatMap(([index, { masked, ...rest }]) =>
  masked === undefined ? [] : [{ index, masked, ...rest }],
);
const TOP = 10;

describe("a text with a word masked, beside the same as it is, of a published model", () => {
  it("has the words, P(next) and tone of transformers' heads", async () => {
    const pretraining = await createOnnxModel(ANSWERS.pretraining);
    const classifier = await createOnnxModel(ANSWERS.classifier);
    try {
      assert.ok(MASKED.length > 5 && MASKED.some(({ masked }) => masked.length > 1), "words of several pieces, too");
      for (const { index, name: what, text, pair, masked, ids } of MASKED) {
        const request = { text, ...(pair !== null && { pair }), mask: [masked[0]!], top: TOP } as const;
        const asked = { ...request, specials: "reference" } as const;
        const result = await compareMasked(pretraining, asked);
        assert.deepEqual(result.positions, masked, what);
        const words = readTensor(`masked-mlm/${index}`);
        const V = words.length / masked.length;
        for (const [m, { position, fills, original }] of result.masked.entries()) {
          const row = words.subarray(m * V, (m + 1) * V);
          const best = Float32Array.from(row).sort().reverse().slice(0, TOP);
          const found = fills.map(({ probability }) => probability);
          assertWithin(found, best, { kind: "fills of masked words", what });
          const own = row[ids[position]!]!;
          assertWithin([original.probability], [own], { kind: "fills of masked words", what });
        }
        if (pair !== null) {
          const next = readTensor(`masked-nsp/${index}`);
          const found = [result.next!.before, result.next!.after];
          assertWithin(found, [next[0]!, next[2]!], { kind: "P(next), masked", what });
          continue;
        }
        const { tone } = await compareMasked(classifier, asked);
        const found = [tone!.before, tone!.after].flatMap(({ negative, neutral, positive }) => [
          negative,
          neutral,
          positive,
        ]);
        assertWithin(found, readTensor(`masked-tone/${index}`), { kind: "tone, masked", what });
      }
    } finally {
      await pretraining.dispose();
      await classifier.dispose();
    }
  });

  it("has the attention and the vectors of transformers", async () => {
    const model = await createOnnxModel(ANSWERS.published);
    try {
      for (const { index, name: what, text, pair, masked, ids } of MASKED) {
        const maps = readTensor(`masked-attention/${index}`);
        const T = ids.length;
        for (const head of [0, heads - 1]) {
          const { links, moved, cosines } = await compareMasked(model, {
            text,
            ...(pair !== null && { pair }),
            mask: [masked[0]!],
            head,
            specials: "reference",
          });
          const read = (reading: number) =>
            maps.subarray((reading * heads + head) * T * T, (reading * heads + head + 1) * T * T);
          const [before, after] = [read(0), read(1)];
          const changes = Float32Array.from(before, (weight, at) => Math.abs(weight - after[at]!));
          const at = links.map(({ from, to }) => from * T + to);
          const kind = "attention, masked";
          assertWithin(
            links.map((link) => link.before),
            at.map((each) => before[each]!),
            { kind, what },
          );
          assertWithin(
            links.map((link) => link.after),
            at.map((each) => after[each]!),
            { kind, what },
          );
          const most = Float32Array.from(changes).sort().reverse().slice(0, links.length);
          assertWithin(
            links.map((link) => Math.abs(link.after - link.before)),
            most,
            { kind, what },
          );
          const sums = ids.map((_, row) => changes.subarray(row * T, (row + 1) * T).reduce((a, b) => a + b, 0) / 2);
          assertWithin(moved, sums, { kind: "attention that moved", what });
          assertWithin(cosines, readTensor(`masked-cosine/${index}`), { kind: "cosines, masked", what });
        }
      }
    } finally {
      await model.dispose();
    }
  });
});
