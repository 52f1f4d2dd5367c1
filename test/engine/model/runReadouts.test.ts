import assert from "node:assert/strict";
import { join } from "node:path";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { logSumExp } from "../../../src/tasks/model/logSumExp";
import type { ModelInput, ModelRequest } from "../../../src/tasks/model/model";
import { selectTop } from "../../../src/tasks/model/selectTop";
import { createFolder, removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";
import { drawInput } from "./drawInput";

const BUNDLED = join(import.meta.dirname, "..", "..", "..", "models", "cloze-small");

describe("runReadouts", () => {
  after(removeFolders);

  for (const precision of ["fp32", "int8"] as const) {
    for (const { name, folder, threads } of [
      { name: "tiny BERT", folder: TINY_BERT, threads: 1 },
      { name: "bundled model", folder: BUNDLED, threads: 1 },
      { name: "bundled model on two threads", folder: BUNDLED, threads: 2 },
    ]) {
      it(`gives each sequence the answer it gets alone, bit for bit: ${name}, ${precision}`, async () => {
        const model = await createOnnxModel(folder, { threads, precision, cacheFolder: createFolder() });
        const lengths = [9, 5, 9, 9, 17, 5, 1, 9, 64, 64, 64, 17, 128, 128, 2, 2];
        const inputs = lengths.map((length, seed) => drawInput(seed, length));
        const { has } = model.info;
        const ask = (asked: readonly ModelInput[]): ModelRequest => ({
          inputs: asked,
          ...(has.nsp && { nsp: true }),
          ...(has.classifier && { classifier: true }),
          mlm: asked.flatMap(({ ids }, input) =>
            Array.from({ length: ids.length % 3 }, (_, position) => ({ input, position })),
          ),
        });
        const together = await model.run(ask(inputs));
        let row = 0;
        for (const [index, input] of inputs.entries()) {
          const alone = await model.run(ask([input]));
          for (const readout of ["nsp", "classifier"] as const) {
            assert.deepEqual(together[readout]?.[index], alone[readout]?.[0], `${readout} of sequence ${index}`);
          }
          for (const logits of alone.mlm!) assert.deepEqual(together.mlm![row++], logits, `sequence ${index}`);
        }
        await model.dispose();
        assert.equal(row, together.mlm!.length);
        assert.ok(row > 0 && together.nsp!.length === inputs.length);
      });
    }

    for (const { name, folder } of [
      { name: "tiny BERT", folder: TINY_BERT },
      { name: "bundled model", folder: BUNDLED },
    ]) {
      it(`gives each position the answer it gets alone, bit for bit: ${name}, ${precision}`, async () => {
        const model = await createOnnxModel(folder, { threads: 1, precision, cacheFolder: createFolder() });
        const inputs = [drawInput(1, 40), drawInput(2, 17), drawInput(3, 40)];
        const places = [0, 2, 1, 0, 0, 2, 0, 1, 0].map((input, i) => ({ input, position: (i * 7) % 17 }));
        const { mlm: together = [] } = await model.run({ inputs, mlm: places });
        assert.equal(together.length, places.length);
        for (const [i, { input, position }] of places.entries()) {
          const { mlm } = await model.run({ inputs: [inputs[input]!], mlm: [{ input: 0, position }] });
          assert.deepEqual(together[i], mlm?.[0], `place ${i}`);
        }
        await model.dispose();
      });
    }

    it(`lists the best pieces of the logits, in ${precision}`, async () => {
      const model = await createOnnxModel(TINY_BERT, { precision, cacheFolder: createFolder() });
      const ids = [2, 17, 42, 4, 3];
      const request = {
        inputs: [{ ids, segments: ids.map(() => 0) }],
        mlm: [3, 0, 1].map((position) => ({ input: 0, position })),
      };
      const { mlm: rows = [] } = await model.run(request);
      const { top = [], ...rest } = await model.run({ ...request, top: 7 });
      await model.dispose();
      assert.deepEqual(rest, {});
      assert.equal(top.length, rows.length);
      for (const [i, found] of top.entries()) {
        assert.deepEqual([...found.ids], selectTop(rows[i]!, 7));
        const sum = logSumExp(rows[i]!);
        for (const [k, id] of found.ids.entries()) {
          assert.ok(Math.abs(found.logProbabilities[k]! - (rows[i]![id]! - sum)) < 1e-5);
        }
      }
    });
  }
});
