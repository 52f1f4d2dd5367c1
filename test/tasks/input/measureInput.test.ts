import assert from "node:assert/strict";
import { measureInput } from "../../../src/tasks/input/measureInput";
import type { Model } from "../../../src/tasks/model/model";
import { createFakeModel } from "../fakeModel";

/** Of each token its id, 0 and its position, in two directions. */
function withTables(maxTokens: number): Model {
  const model = createFakeModel({ words: ["a", "b"], maxTokens, hidden: (pieces) => pieces.flatMap(() => [3, 4]) });
  return {
    ...model,
    readEmbeddingParts: ({ ids }) =>
      Promise.resolve([
        { table: "words", rows: ids, values: Float32Array.from(ids.flatMap((id) => [id, 0])) },
        { table: "positions", rows: ids.map((_, i) => i), values: Float32Array.from(ids.flatMap((_, i) => [0, i])) },
      ]),
  };
}

describe("measureInput", () => {
  it("measures what is added for each token, the sum, and what becomes of it", async () => {
    const result = await measureInput(withTables(16), { text: "a b" });
    const ids = result.tokens.map(({ id }) => id);
    assert.deepEqual(result.tables, [
      { table: "words", rows: ids, lengths: ids },
      { table: "positions", rows: [0, 1, 2, 3], lengths: [0, 1, 2, 3] },
    ]);
    for (const [i, id] of ids.entries()) assert.ok(Math.abs(result.sums[i]! - Math.hypot(id, i)) < 1e-12);
    assert.deepEqual(result.outputs, [5, 5, 5, 5]);
    assert.deepEqual([result.size, result.limit, result.total], [2, 16, 4]);
    assert.deepEqual(result.windows, [{ span: { start: 0, end: 3 }, tokens: 4 }]);
  });

  it("names all windows of a text over the limit, and measures the first", async () => {
    const { tokens, total, windows, read } = await measureInput(withTables(8), { text: "a b ".repeat(5).trim() });
    assert.deepEqual([tokens.length, total], [8, 12]);
    assert.deepEqual(windows, [
      { span: { start: 0, end: 11 }, tokens: 8 },
      { span: { start: 12, end: 19 }, tokens: 6 },
    ]);
    assert.deepEqual(read?.span, { start: 0, end: 11 });
  });

  it("names no windows of a pair over the limit", async () => {
    const { total, windows } = await measureInput(withTables(8), { text: "a b a", pair: "b a b" });
    assert.deepEqual([total, windows], [9, []]);
  });

  it("refuses a model whose tables cannot be read", () =>
    assert.rejects(measureInput(createFakeModel({ words: ["a"] }), { text: "a" }), { code: "failed" }));
});
