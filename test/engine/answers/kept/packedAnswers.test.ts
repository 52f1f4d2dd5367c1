import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { PackedAnswers } from "../../../../src/engine/answers/kept/packedAnswers";
import { buildToneRecord } from "../../../../src/engine/answers/kept/toneRecord";
import type { ToneReading } from "../../../../src/tasks/tone/toneReading";

const FORM = buildToneRecord(3);
const key = (i: number) => createHash("sha256").update(String(i)).digest().toString("latin1", 0, 16);
const reading = (i: number): ToneReading => ({ windows: 1 + (i % 3), probabilities: [1 / (i + 2), Math.PI * i, 0.1] });

describe("PackedAnswers", () => {
  it("gives what a Map gives, while it grows and answers change", () => {
    const packed = new PackedAnswers(FORM, 100_000);
    const map = new Map<string, ToneReading>();
    for (let i = 0; i < 20_000; i++) {
      const name = key((i * 7919) % 15_000);
      packed.set(name, reading(i));
      map.set(name, reading(i));
    }
    for (let i = 0; i < 20_000; i++) assert.deepEqual(packed.get(key(i)), map.get(key(i)), `key ${i}`);
  });

  it("tells apart keys that begin with the same bytes", () => {
    const packed = new PackedAnswers(FORM, 100_000);
    const name = (i: number) => `same${String(i).padStart(12, "0")}`;
    for (let i = 0; i < 300; i++) packed.set(name(i), reading(i));
    for (let i = 0; i < 300; i++) assert.deepEqual(packed.get(name(i)), reading(i));
    assert.equal(packed.get(name(300)), undefined);
  });

  it("holds those added last, at most twice as many, in whatever order they are asked for", () => {
    const packed = new PackedAnswers(FORM, 100);
    for (let count = 1; count <= 1000; count++) {
      packed.set(key(count), reading(count));
      for (let last = Math.max(1, count - 99); last <= count; last += 9) {
        assert.deepEqual(packed.get(key(last)), reading(last), `${last} of ${count}`);
      }
    }
    for (let again = 0; again < 2; again++) {
      const held = Array.from({ length: 1000 }, (_, i) => i + 1).filter((i) => packed.get(key(i)) !== undefined);
      assert.deepEqual([held.length, held[0], held.at(-1)], [200, 801, 1000]);
    }
  });

  it("refuses a key that is none", () => {
    assert.throws(() => new PackedAnswers(FORM, 10).set("short", reading(1)), /key of 5 bytes, expected 16/);
  });
});
