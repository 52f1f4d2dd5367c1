import assert from "node:assert/strict";
import { splitSteps } from "../../../src/engine/steps/splitSteps";
import { fillMask } from "../../../src/tasks/fill/fillMask";
import { createFakeModel } from "../fakeModel";

const createModel = () =>
  createFakeModel({ words: ["the", "fast", "fox", "runs"], maxTokens: 128, mlm: () => ({ fast: 3 }) });

describe("fillMask with many masks", function () {
  this.timeout(60_000);

  for (const { name, text, count, most } of [
    { name: "2,000 equal masks", text: "[MASK] ".repeat(2000), count: 2000, most: 34 },
    { name: "14,000 equal masks", text: "[MASK] ".repeat(14_000), count: 14_000, most: 230 },
    { name: "masks that alternate with words", text: "the [MASK] fox. ".repeat(1000), count: 1000, most: 70 },
    { name: "masks in a text that fits", text: "the [MASK] fox. ".repeat(30), count: 30, most: 1 },
  ]) {
    it(`computes ${name} a window at a time, each once`, async () => {
      const model = createModel();
      const { masks } = await fillMask(model, { text, top: 1 });
      assert.equal(masks.length, count);
      assert.ok(
        masks.every(({ start, end, fills }) => text.slice(start, end) === "[MASK]" && fills[0]?.text === "fast"),
      );
      assert.ok(model.requests.length <= most, `${model.requests.length} runs`);
      assert.ok(model.requests.every(({ inputs, mlm = [] }) => inputs.length === 1 && mlm.length <= 64));
    });
  }

  it("shows each mask a quarter of a window on both sides, where there is text", async () => {
    const text = `${"fox ".repeat(300)}${"[MASK] the the the ".repeat(80)}${"fox ".repeat(300)}`;
    const { masks } = await fillMask(createModel(), { text, top: 1 });
    for (const { start, end, read } of masks) {
      const { span } = read ?? assert.fail("it is read in windows");
      const words = (part: string) => part.trim().split(/\s+/).length;
      assert.ok(words(text.slice(span.start, start)) >= 29 && words(text.slice(end, span.end)) >= 29);
    }
  });

  it("does no further step once it is cancelled", async () => {
    const model = createModel();
    let turns = 0;
    const turn = () => (++turns > 3 ? Promise.reject(new Error("cancelled")) : Promise.resolve());
    const filling = fillMask(splitSteps(model, turn), { text: "[MASK] ".repeat(2000), top: 1 });
    await assert.rejects(filling, { message: "cancelled" });
    assert.equal(model.requests.length, 3);
  });
});
