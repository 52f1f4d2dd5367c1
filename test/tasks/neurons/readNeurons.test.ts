import assert from "node:assert/strict";
import { readNeurons } from "../../../src/tasks/neurons/readNeurons";
import { createFakeModel } from "../fakeModel";

/** Two heads of one number each. The query of token t, head h is layer + 2t + h; its key is -(2t + h). */
const model = createFakeModel({ words: ["a", "b"], maxTokens: 8 });

describe("readNeurons", () => {
  it("gives the queries and keys of one head, token by token", async () => {
    const found = await readNeurons(model, { text: "a b", layer: 1, head: 1 });
    assert.deepEqual([found.layer, found.head, found.size], [1, 1, 1]);
    assert.deepEqual([...found.query], [2, 4, 6, 8]);
    assert.deepEqual([...found.key], [-1, -3, -5, -7]);
    assert.deepEqual(model.requests.at(-1)!.queries, [1]);
    assert.equal(found.pair, undefined);
  });

  it("defaults to the last layer and the first head", async () => {
    const { layer, head } = await readNeurons(model, { text: "a" });
    assert.deepEqual([layer, head], [3, 0]);
  });

  it("multiplies the query of one token with the key of another, and adds the products up", async () => {
    const { pair } = await readNeurons(model, { text: "a b", layer: 0, head: 0, from: 1, to: 2 });
    // Queries 0, 2, 4, 6 and keys 0, -2, -4, -6: the query of 1 makes scores of 0, -4, -8 and -12.
    assert.deepEqual([...pair!.products], [-8]);
    assert.equal(pair!.score, -8);
    const all = [0, -4, -8, -12].map(Math.exp);
    assert.ok(Math.abs(pair!.weight - all[2]! / all.reduce((a, b) => a + b)) < 1e-6);
  });

  for (const { asked, message } of [
    { asked: { layer: 4 }, message: /layer is 4, expected .* 0 to 3/ },
    { asked: { head: 2 }, message: /head is 2, expected .* 0 to 1/ },
    { asked: { from: 4, to: 0 }, message: /from is 4, expected .* 0 to 3/ },
    { asked: { from: 0, to: -1 }, message: /to is -1/ },
    { asked: { from: 0.5, to: 1 }, message: /from is 0\.5/ },
    { asked: { from: 1 }, message: /from or to alone/ },
    { asked: { to: 1 }, message: /from or to alone/ },
  ]) {
    it(`refuses ${JSON.stringify(asked)}`, async () => {
      await assert.rejects(readNeurons(model, { text: "a b", ...asked }), { code: "bad-option", message });
    });
  }

  it("reads the first window of a text over the limit, and says so", async () => {
    const { tokens, query, read } = await readNeurons(model, { text: "a ".repeat(20) });
    assert.deepEqual([tokens.length, query.length, read?.span], [8, 8, { start: 0, end: 11 }]);
  });
});
