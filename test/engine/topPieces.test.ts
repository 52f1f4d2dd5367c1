import assert from "node:assert/strict";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { logSumExp } from "../../src/tasks/model/logSumExp";
import { selectTop } from "../../src/tasks/model/selectTop";
import { createFolder, removeFolders, TINY_BERT } from "../checkpoint/checkpointFolder";

describe("the best pieces", () => {
  after(removeFolders);

  for (const precision of ["fp32", "int8"] as const) {
    it(`are those of the logits, in ${precision}`, async () => {
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
