import assert from "node:assert/strict";
import { ToneCache } from "../../../src/engine/tones/toneCache";
import type { ToneReading } from "../../../src/tasks/tone/toneReading";

const tone = (negative: number): ToneReading => ({ windows: 1, probabilities: [negative, 1 - negative] });

describe("toneCache", () => {
  it("finds what was added, and nothing else", () => {
    const cache = new ToneCache();
    cache.add("a", tone(0.1));
    assert.deepEqual(cache.find("a"), tone(0.1));
    assert.equal(cache.find("A"), undefined);
  });

  it("tells sentences apart that differ in half a character", () => {
    const cache = new ToneCache();
    cache.add("\ud83d", tone(0.1));
    assert.equal(cache.find("\ud83e"), undefined);
    assert.equal(cache.find("\ufffd"), undefined);
  });

  it("drops the least recently used when full", () => {
    const cache = new ToneCache({ most: 3 });
    for (const [i, name] of ["a", "b", "c"].entries()) cache.add(name, tone(i / 10));
    cache.find("a");
    cache.add("d", tone(0.5));
    assert.deepEqual(
      ["a", "b", "c", "d"].map((name) => cache.find(name) !== undefined),
      [true, false, true, true],
    );
  });

  it("counts a sentence that is added again once", () => {
    const cache = new ToneCache({ most: 2 });
    cache.add("b", tone(0));
    for (let i = 0; i < 10; i++) cache.add("a", tone(i / 10));
    assert.deepEqual([cache.find("a"), cache.find("b")], [tone(0.9), tone(0)]);
  });
});
