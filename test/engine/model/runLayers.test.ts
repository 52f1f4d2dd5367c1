import assert from "node:assert/strict";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { removeFolders, TINY_BERT, TINY_DISTILBERT } from "../../checkpoint/checkpointFolder";
import { assertClose, joinRows, readGolden } from "../../graph/golden";

/** Layers of the tiny models. */
const LAYERS = [0, 1, 2, 3];

describe("readouts of every layer", () => {
  after(removeFolders);
  for (const [name, folder] of [
    ["tiny-bert", TINY_BERT],
    ["tiny-distilbert", TINY_DISTILBERT],
  ] as const) {
    it(`are, of the last layer, what PyTorch answers, and others before: ${name}`, async () => {
      const model = await createOnnxModel(folder);
      try {
        for (const case_ of readGolden(name).cases) {
          const mlm = case_.masks.map((position) => ({ input: 0, position }));
          const nsp = case_.nsp !== undefined;
          const asked = { inputs: [case_], layers: LAYERS, nsp, classifier: true };
          const output = await model.run({ ...asked, mlm });
          const rows = output.mlm ?? [];
          assert.equal(rows.length, mlm.length * LAYERS.length);
          if (mlm.length > 0) assertClose(joinRows(rows.slice(-mlm.length)), case_.mlm, `mlm, ${case_.name}`);
          assertClose(output.classifier?.[3], case_.classifier, `classifier, ${case_.name}`);
          if (case_.nsp) assertClose(output.nsp?.[3], case_.nsp, `nsp, ${case_.name}`);
          assert.notDeepEqual(output.classifier?.[2], output.classifier?.[3]);

          const ranked = await model.run({ ...asked, mlm, top: 3 });
          for (const [row, { ids }] of (ranked.top ?? []).entries()) {
            const logits = rows[row]!;
            assert.equal(logits[ids[0]!], Math.max(...logits), `${case_.name}, row ${row}`);
          }
          // In another order, layers answer the same.
          const turned = await model.run({ ...asked, layers: [3, 0], mlm });
          assert.deepEqual(turned.classifier, [output.classifier?.[3], output.classifier?.[0]]);
        }
      } finally {
        await model.dispose();
      }
    });
  }

  it("are of one sequence", async () => {
    const model = await createOnnxModel(TINY_BERT);
    const inputs = [1, 2].map(() => ({ ids: [2, 5, 3], segments: [0, 0, 0] }));
    await assert.rejects(model.run({ inputs, layers: [1], nsp: true }), { code: "bad-request", message: /2 inputs/ });
    await assert.rejects(model.run({ inputs: inputs.slice(1), layers: [4], nsp: true }), { message: /layer is 4/ });
    await model.dispose();
  });
});
