import assert from "node:assert/strict";
import { ToneCache } from "../../src/engine/toneCache";
import type { ToneResult } from "../../src/tasks/results";

const tone = (negative: number): ToneResult => ({
  label: "neutral",
  scores: { negative, neutral: 1 - negative, positive: 0 },
});

describe("toneCache", () => {
  it("finds what was added, and nothing else", () => {
    const cache = new ToneCache();
    cache.add("a", tone(0.1));
    assert.deepEqual(cache.find("a"), tone(0.1));
    assert.equal(cache.find("A"), undefined);
  });

  it("drops the least recently used when full", () => {
    // Each is 1 + 100 units.
    const cache = new ToneCache(303);
    for (const [i, name] of ["a", "b", "c"].entries()) cache.add(name, tone(i / 10));
    cache.find("a");
    cache.add("d", tone(0.5));
    assert.deepEqual(
      ["a", "b", "c", "d"].map((name) => cache.find(name) !== undefined),
      [true, false, true, true],
    );
  });

  it("counts a sentence that is added again once", () => {
    const cache = new ToneCache(303);
    for (let i = 0; i < 10; i++) cache.add("a", tone(i / 10));
    cache.add("b", tone(0));
    assert.deepEqual(cache.find("a"), tone(0.9));
  });

  it("does not keep what is larger than the whole", () => {
    const cache = new ToneCache(303);
    cache.add("a", tone(0));
    cache.add("x".repeat(1000), tone(0));
    assert.equal(cache.find("x".repeat(1000)), undefined);
    cache.add("b", tone(0));
    assert.notEqual(cache.find("b"), undefined);
  });
});
