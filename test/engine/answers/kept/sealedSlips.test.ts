import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { listRecords, readRecord, writeRecords } from "../../../../src/engine/answers/kept/answerRecord";
import { SEALED_RECORD, sealSlips, unsealSlips } from "../../../../src/engine/answers/kept/sealedSlips";
import type { FoundSlips } from "../../../../src/tasks/slips/slipsRequest";

const key = randomBytes(32);
const slip = (start: number, suggestion: string): FoundSlips["slips"][number] => ({
  start,
  end: start + 4,
  text: "form",
  suggestion,
  rule: "slip",
  kind: "listed",
  probability: 0.1 + Math.PI / 10,
  score: Math.E,
});
const cases: { name: string; found: FoundSlips }[] = [
  { name: "one slip", found: { slips: [slip(14, "from")] } },
  { name: "three, found by masks", found: { slips: [1, 2, 3].map((i) => slip(10 * i, "from")), by: "masks" } },
  { name: "letters beyond the first plane", found: { slips: [slip(0, "naïve 𝒳 😀")] } },
  {
    name: "one of a text in windows",
    found: { slips: [slip(2000, "from")], read: { windows: 3, span: { start: 0, end: 4000 } } },
  },
];

describe("sealSlips", () => {
  for (const { name, found } of cases) {
    it(`gives back what was sealed, through a file: ${name}`, () => {
      const sealed = sealSlips(key, found)!;
      const name = "k".repeat(16);
      const bytes = writeRecords(new Map([[name, sealed]]), SEALED_RECORD);
      assert.deepEqual([...listRecords(bytes, SEALED_RECORD)], [0]);
      assert.deepEqual(unsealSlips(key, readRecord(bytes, 0, SEALED_RECORD)[1]), found);
    });
  }

  it("shows neither what was found nor how much: all are of one length, and none twice the same", () => {
    const sealed = [...cases, ...cases].map(({ found }) => sealSlips(key, found)!.bytes);
    assert.equal(new Set(sealed.map(({ length }) => length)).size, 1);
    assert.equal(new Set(sealed.map((bytes) => bytes.toString("hex"))).size, sealed.length);
    for (const bytes of sealed) assert.ok(!bytes.includes("from") && !bytes.includes("slip"));
  });

  it("gives nothing to who has another sentence, and nothing of a record that was changed at any byte", () => {
    const { bytes } = sealSlips(key, cases[0]!.found)!;
    assert.equal(unsealSlips(randomBytes(32), { bytes }), undefined);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      assert.equal(unsealSlips(key, { bytes: changed }), undefined, `byte ${at}`);
    }
  });

  it("leaves out what does not fit", () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      ...slip(7 * i, randomBytes(4).toString("hex")),
      score: i / 7,
    }));
    assert.equal(sealSlips(key, { slips: many }), undefined);
  });
});
