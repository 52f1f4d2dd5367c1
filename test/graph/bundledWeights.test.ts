import assert from "node:assert/strict";
import { open } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { planInt8 } from "../../src/graph/int8/planInt8";
import { quantizeRows } from "../../src/graph/int8/quantizeRows";
import { readFloats } from "../../src/graph/readFloats";

const MODELS = resolve(import.meta.dirname, "../../models");
/**
 * Largest error, in steps: half precision moves the scale and the largest multiple by 127 · 2⁻¹¹ each. Weights that were
 * not rounded reach 0.5.
 */
const HALF_PRECISION = 0.13;

/** These tests have no namesake: they check the bundled model, not a function. */
describe("bundled weights", () => {
  for (const name of ["cloze-small"]) {
    it(`of ${name} are rounded to what int8 computes with, as models/recipe/round_weights.py does it`, async () => {
      const checkpoint = await readCheckpoint(join(MODELS, name));
      const rounded = planInt8(checkpoint).filter(({ form }) => form !== "float");
      assert.ok(rounded.length > 6 * checkpoint.config.layers);
      for (const { name: tensor, source } of rounded) {
        const file = await open(join(checkpoint.weightsFolder, source.file));
        const [rows = 0, columns = 0] = source.shape;
        const floats = await readFloats(file, source, { start: 0, count: rows * columns });
        await file.close();
        const { values, scales } = quantizeRows(floats, columns);
        let most = 0;
        for (const [i, value] of floats.entries()) {
          most = Math.max(most, Math.abs(value / scales[Math.floor(i / columns)]! - values[i]!));
        }
        assert.ok(most < HALF_PRECISION, `${tensor}: ${most} of a step off`);
      }
    });
  }
});
