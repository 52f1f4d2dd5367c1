import assert from "node:assert/strict";
import { quantizeRows } from "../../../src/graph/int8/quantizeRows";
import { createRandom } from "../createRandom";

describe("quantizeRows", () => {
  for (const { name, rows, columns, values, scales } of [
    {
      name: "the largest value of a row is exact",
      rows: [127, -64, 0, 1],
      columns: 4,
      values: [127, -64, 0, 1],
      scales: [1],
    },
    {
      name: "each row has a scale of its own",
      rows: [254, -126, -508, 260],
      columns: 2,
      values: [127, -63, -127, 65],
      scales: [2, 4],
    },
    {
      name: "the nearest value is taken",
      rows: [127, 2.4, 2.6, -2.6],
      columns: 4,
      values: [127, 2, 3, -3],
      scales: [1],
    },
    {
      name: "a row of zeros stays a row of zeros",
      rows: [0, -0, 127, 127],
      columns: 2,
      values: [0, 0, 127, 127],
      scales: [1, 1],
    },
    {
      name: "a row too small for a scale becomes zeros",
      rows: [1e-45, -1e-45],
      columns: 2,
      values: [0, 0],
      scales: [1],
    },
    {
      name: "a row of the largest float32 fits",
      rows: [3.4e38, -3.4e38],
      columns: 2,
      values: [127, -127],
      scales: [Math.fround(Math.fround(3.4e38) / 127)],
    },
    { name: "no rows give no values", rows: [], columns: 3, values: [], scales: [] },
  ]) {
    it(name, () => {
      const found = quantizeRows(Float32Array.from(rows), columns);
      assert.deepEqual(
        [...found.values].map((value) => value + 0),
        values,
      );
      assert.deepEqual([...found.scales], scales);
    });
  }

  it("loses at most half a step, and uses the whole range up to 127", () => {
    const random = createRandom(127);
    const [R, C] = [50, 37];
    const rows = Float32Array.from({ length: R * C }, (_, i) => (random() - 0.5) * 10 ** ((i % R) / 10 - 3));
    const { values, scales } = quantizeRows(rows, C);
    for (let r = 0; r < R; r += 1) {
      const row = [...rows.subarray(r * C, (r + 1) * C)];
      const own = [...values.subarray(r * C, (r + 1) * C)];
      assert.equal(Math.max(...own.map(Math.abs)), 127);
      for (const [c, value] of row.entries()) {
        const step = scales[r]!;
        assert.ok(Math.abs(value - own[c]! * step) <= (step / 2) * (1 + 1e-5), `row ${r}, column ${c}`);
      }
    }
  });

  it("keeps narrow rows' sums of two neighbours within 16 bits with inputs of 255, with the finest step that does", () => {
    const random = createRandom(5);
    const [R, C] = [200, 37];
    const rows = Float32Array.from({ length: R * C }, () => (random() - 0.5) * 2 ** Math.floor(random() * 8));
    const full = quantizeRows(rows, C);
    const { values, scales } = quantizeRows(rows, C, "narrow");
    let most = 0;
    for (let r = 0; r < R; r += 1) {
      const own = [...values.subarray(r * C, (r + 1) * C)];
      const pairs = own.map((value, i) => (i % 2 === 0 ? value + (own[i + 1] ?? 0) : 0));
      most = Math.max(most, ...pairs.map(Math.abs));
      assert.ok(Math.max(...own.map(Math.abs), ...pairs.map(Math.abs)) >= 126, `row ${r} has a finer step`);
      assert.ok(scales[r]! >= full.scales[r]!);
    }
    assert.ok(most <= 128 && 255 * most < 2 ** 15, `${most}`);
  });
});
