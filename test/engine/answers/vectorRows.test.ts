import assert from "node:assert/strict";
import { quantizeVector, VectorRows } from "../../../src/engine/answers/vectorRows";
import { createRandom } from "../../graph/createRandom";

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let [product, left, right] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    left += a[i]! ** 2;
    right += b[i]! ** 2;
  }
  return product / Math.sqrt(left * right);
};

/** Rows of the table hold 8 bits, what is compared with them 13; the rest is float32. */
const EXACT = 1e-6;

describe("VectorRows", () => {
  const random = createRandom(7);
  const draw = (length: number) => Float32Array.from({ length }, () => random() - 0.5);

  // Of 16 numbers, and of what is no multiple of 16; rows beyond one block of 4,096.
  for (const { hiddenSize, count } of [
    { hiddenSize: 16, count: 9000 },
    { hiddenSize: 312, count: 50 },
    { hiddenSize: 4096, count: 3 },
    { hiddenSize: 1, count: 2 },
  ]) {
    it(`compares as a loop over numbers does: ${count} rows of ${hiddenSize}`, () => {
      const table = new VectorRows(hiddenSize);
      const rows = Array.from({ length: count }, () => quantizeVector(draw(hiddenSize)));
      for (const [index, row] of rows.entries()) assert.equal(table.add(row), index);
      const asked = Int32Array.from({ length: count }, (_, i) => count - 1 - i);
      for (const [index, found] of table.compareRow(1, asked).entries()) {
        assert.ok(Math.abs(found - cosine(rows[1]!, rows[asked[index]!]!)) < EXACT);
      }
      const query = draw(hiddenSize);
      for (const [index, found] of table.compare(query, asked).entries()) {
        // The query is rounded to 1 in 4,095 of its largest number.
        assert.ok(Math.abs(found - cosine(query, rows[asked[index]!]!)) < 3e-4);
      }
    });
  }

  it("counts with the largest numbers that there can be", () => {
    const table = new VectorRows(4096);
    table.add(new Int8Array(4096).fill(127));
    table.add(new Int8Array(4096).fill(-127));
    const found = table.compare(new Float32Array(4096).fill(1e30), Int32Array.of(0, 1));
    assert.deepEqual(
      [...found].map((value) => value.toFixed(6)),
      ["1.000000", "-1.000000"],
    );
  });

  it("finds a vector of zeros like nothing", () => {
    const table = new VectorRows(4);
    table.add(quantizeVector(new Float32Array(4)));
    assert.deepEqual([...table.compare(Float32Array.of(1, 2, 3, 4), Int32Array.of(0))], [0]);
    assert.deepEqual([...table.compare(new Float32Array(4), Int32Array.of(0))], [0]);
  });

  for (const row of [-1, 1, 2 ** 31 - 1]) {
    it(`refuses row ${row}`, () => {
      const table = new VectorRows(4);
      table.add(Int8Array.of(1, 2, 3, 4));
      assert.throws(() => table.compare(new Float32Array(4), Int32Array.of(row)), RangeError);
      assert.throws(() => table.compareRow(row, Int32Array.of(0)), RangeError);
    });
  }

  it("refuses vectors that are too long for it", () => assert.throws(() => new VectorRows(4097), RangeError));
});

describe("quantizeVector", () => {
  it("keeps the direction within 8 bits", () => {
    const vector = Float32Array.from({ length: 384 }, (_, i) => Math.sin(i * i));
    const found = quantizeVector(vector);
    assert.equal(Math.max(...found.map(Math.abs)), 127);
    assert.ok(cosine(vector, found) > 0.9999);
  });
});
