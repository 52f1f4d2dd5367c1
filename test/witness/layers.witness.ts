import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { computeAttention } from "../../src/tasks/attention/computeAttention";
import { readNeurons } from "../../src/tasks/neurons/readNeurons";
import { computeRollout } from "../../src/tasks/rollout/computeRollout";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";

const { cases, heads, layers, readTensor } = ANSWERS;
/** The 512 tokens of the others would be as many numbers again for each layer. */
const SHORT = [...cases.entries()].filter(([, { ids }]) => ids.length < 512);
const LAYERS = Array.from({ length: layers + 1 }, (_, layer) => layer);

describe("what becomes of a text on its way through the layers of a published model", () => {
  it("is, of attention, the rollout that numpy multiplies from transformers' maps", async () => {
    const model = await createOnnxModel(ANSWERS.published);
    try {
      for (const [index, { name, text, pair }] of SHORT) {
        const request = { text, ...(pair !== null && { pair }), specials: "reference" } as const;
        const { rollout } = await computeRollout(model, request);
        assertWithin(rollout, readTensor(`rollout/${index}`), {
          kind: "rollout",
          what: name,
        });
        if (text === "" && pair === null) continue; // Nothing is left of it.
        const words = await computeRollout(model, { ...request, withoutSpecial: true });
        assertWithin(words.rollout, readTensor(`rollout-words/${index}`), {
          kind: "rollout without special tokens",
          what: name,
        });
      }
    } finally {
      await model.dispose();
    }
  });

  it("is, of any mix of heads, the mean of transformers' maps", async () => {
    const model = await createOnnxModel(ANSWERS.published);
    try {
      for (const [index, { name, text, pair }] of SHORT) {
        const request = { text, ...(pair !== null && { pair }), specials: "reference" } as const;
        const all = Array.from({ length: layers }, (_, layer) => readTensor(`states/${index}/attention/${layer}`));
        const mixes = [
          { heads: "mean" as const, layer: 2 },
          { heads: "mean" as const },
          {
            heads: [
              { layer: 0, head: 1 },
              { layer: 5, head: 3 },
            ],
          },
        ];
        for (const mix of mixes) {
          const found = await computeAttention(model, { ...request, ...mix });
          const size = found.attention.length;
          const expected = Float64Array.from({ length: size }, (_, i) => {
            const own = found.heads.map(({ layer, head }) => all[layer]![head * size + i]!);
            return own.reduce((sum, value) => sum + value, 0) / own.length;
          });
          assertWithin(found.attention, expected, { kind: "mean of heads", what: name });
        }
      }
    } finally {
      await model.dispose();
    }
  });

  it("is compared by transformers' queries and keys, whose products make the attention", async () => {
    const model = await createOnnxModel(ANSWERS.published);
    try {
      for (const [index, { name, ids, text, pair }] of SHORT) {
        const request = { text, ...(pair !== null && { pair }), specials: "reference" } as const;
        const T = ids.length;
        for (let layer = 0; layer < layers; layer += 1) {
          const maps = readTensor(`states/${index}/attention/${layer}`);
          const head = layer % heads;
          const [from, to] = [layer % T, (3 * layer + 1) % T];
          const { query, key, size, pair: compared } = await readNeurons(model, { ...request, layer, head, from, to });
          for (const [kind, found] of [
            ["query", query],
            ["key", key],
          ] as const) {
            const whole = readTensor(`${kind}/${index}/${layer}`);
            const expected = found.map(
              (_, i) => whole[Math.floor(i / size) * size * heads + head * size + (i % size)]!,
            );
            assertWithin(found, expected, {
              kind: kind === "key" ? "keys" : "queries",
              what: `${name}, layer ${layer}`,
            });
          }
          const what = { kind: "attention of a score", what: `${name}, layer ${layer}` };
          assertWithin([compared!.weight], [maps[(head * T + from) * T + to]!], what);
        }
      }
    } finally {
      await model.dispose();
    }
  });

  it("is, of readouts, what transformers' heads make of each layer's states", async () => {
    const model = await createOnnxModel(ANSWERS.pretraining);
    const classifier = await createOnnxModel(ANSWERS.classifier);
    try {
      for (const [index, { name, ids, segments, positions }] of SHORT) {
        const asked = { inputs: [{ ids, segments }], layers: LAYERS };
        const places = positions.slice(0, 2).map((position) => ({ input: 0, position }));
        const { mlm = [], nsp } = await model.run({ ...asked, mlm: places, nsp: true });
        const labels = (await classifier.run({ ...asked, classifier: true })).classifier;
        for (const layer of LAYERS) {
          const what = `${name}, layer ${layer}`;
          const words = readTensor(`layer-mlm/${index}/${layer}`);
          const size = words.length / places.length;
          for (const at of places.keys()) {
            const expected = words.subarray(at * size, (at + 1) * size);
            assertWithin(mlm[layer * places.length + at], expected, { kind: "MLM logits of layers", what });
          }
          assertWithin(nsp?.[layer], readTensor(`layer-nsp/${index}/${layer}`), { kind: "NSP logits of layers", what });
          const expected = readTensor(`layer-classifier/${index}/${layer}`);
          assertWithin(labels?.[layer], expected, { kind: "labels of layers", what });
        }
      }
    } finally {
      await model.dispose();
      await classifier.dispose();
    }
  });
});
