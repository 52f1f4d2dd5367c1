import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { computeRollout } from "../../src/tasks/rollout/computeRollout";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";

const { cases, layers, readTensor } = ANSWERS;
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
