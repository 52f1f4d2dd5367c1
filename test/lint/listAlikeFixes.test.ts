import assert from "node:assert/strict";
import type { Finding } from "../../src/lint/finding";
import { listAlikeFixes } from "../../src/lint/listAlikeFixes";

function find(
  start: number,
  written: string,
  meant: string,
  rule = "words/slip",
): Pick<Finding, "rule" | "word" | "fixes"> {
  const word = {
    place: { start: 0, end: written.length },
    written,
    meant,
    mended: ["", meant, ""] as const,
    pair: `${written} ${meant}`,
    pairTitle: "",
  };
  const span = { start, end: start + written.length };
  return { rule, word, fixes: [{ kind: "replace", span, text: meant, isPreferred: true }] };
}

describe("listAlikeFixes", () => {
  for (const { name, all, expected } of [
    { name: "itself, where nothing is alike", all: [find(0, "form", "from")], expected: [0] },
    {
      name: "all of the same pair, small and capital letters alike, in order",
      all: [find(0, "form", "from"), find(90, "form", "from"), find(40, "Form", "From")],
      expected: [0, 40, 90],
    },
    { name: "no other suggestion", all: [find(0, "form", "from"), find(40, "form", "firm")], expected: [0] },
    { name: "no other rule", all: [find(0, "form", "from"), find(40, "form", "from", "words/extra")], expected: [0] },
    {
      name: "none that has no change",
      all: [find(0, "form", "from"), { ...find(40, "form", "from"), fixes: [] }],
      expected: [0],
    },
  ]) {
    it(`lists ${name}`, () => {
      const fixes = listAlikeFixes(find(0, "form", "from"), all);
      assert.deepEqual(
        fixes.map(({ span }) => span.start),
        expected,
      );
    });
  }

  it("lists nothing for a finding about a sentence", () => {
    assert.deepEqual(listAlikeFixes({ rule: "tone/negative", fixes: [] }, [find(0, "form", "from")]), []);
  });
});
