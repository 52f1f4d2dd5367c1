import assert from "node:assert/strict";
import { planExamples } from "../../../src/ownTone/rows/planExamples";

function apply(file: string, label: string, texts: readonly string[]): string {
  const edits = [...planExamples(file, label, texts)].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce((text, { span, text: by }) => text.slice(0, span.start) + by + text.slice(span.end), file);
}

const START = "label\ttext\nharsh\tIt is a mess.\n";

describe("planExamples", () => {
  for (const { what, file, label, texts, expected } of [
    { what: "begins a file", file: "", label: "harsh", texts: ["It is."], expected: "label\ttext\nharsh\tIt is.\n" },
    { what: "adds a row", file: START, label: "fine", texts: ["It works."], expected: `${START}fine\tIt works.\n` },
    {
      what: "ends a line first",
      file: START.trimEnd(),
      label: "fine",
      texts: ["It works."],
      expected: `${START}fine\tIt works.\n`,
    },
    { what: "leaves a row that is there", file: START, label: "harsh", texts: ["It is  a\nmess."], expected: START },
    {
      what: "changes a label",
      file: START,
      label: "fine",
      texts: ["It is a mess."],
      expected: "label\ttext\nfine\tIt is a mess.\n",
    },
    { what: "adds a text once", file: START, label: "fine", texts: ["A.", "A."], expected: `${START}fine\tA.\n` },
    {
      what: "keeps the ends of lines",
      file: "label\ttext\r\n",
      label: "fine",
      texts: ["A.", "B."],
      expected: "label\ttext\r\nfine\tA.\r\nfine\tB.\r\n",
    },
    {
      what: "does both",
      file: START,
      label: "fine",
      texts: ["B.", "It is a mess."],
      expected: "label\ttext\nfine\tIt is a mess.\nfine\tB.\n",
    },
  ]) {
    it(what, () => assert.equal(apply(file, label, texts), expected));
  }
});
