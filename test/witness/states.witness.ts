import { createOnnxModel, type OnnxModel } from "../../src/engine/model/onnxModel";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";

const { cases, layers, readTensor } = ANSWERS;

describe("hidden states and attention of a published model", () => {
  let model: OnnxModel;
  before(async () => {
    model = await createOnnxModel(ANSWERS.published);
  });
  after(() => model.dispose());

  for (const [index, { name, ids, segments }] of cases.entries()) {
    it(`are those of PyTorch in every layer: ${name}`, async () => {
      const hidden = Array.from({ length: layers + 1 }, (_, layer) => layer);
      const attention = hidden.slice(0, layers);
      const output = await model.run({ inputs: [{ ids, segments }], hidden, attention });
      // transformers answered twice: of the text alone, and, if it is short, of all short ones in a padded batch.
      for (const from of ids.length < model.info.maxTokens ? ["states", "padded"] : ["states"]) {
        for (const layer of hidden) {
          const what = { kind: `hidden states (${from})`, what: `layer ${layer}` };
          assertWithin(output.hidden?.[0]?.[layer], readTensor(`${from}/${index}/hidden/${layer}`), what);
        }
        for (const layer of attention) {
          const what = { kind: `attention (${from})`, what: `layer ${layer}` };
          assertWithin(output.attention?.[0]?.[layer], readTensor(`${from}/${index}/attention/${layer}`), what);
        }
      }
    });
  }
});
