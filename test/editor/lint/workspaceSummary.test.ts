import assert from "node:assert/strict";
import { createSummary, describeSummary } from "../../../src/editor/lint/workspace/workspaceSummary";

const LISTS = "The view Cloze: Findings lists them.";
const WHY = "not UTF-8 text, over 2 MB, or too hard to read.";

describe("what is said of a check of the workspace", () => {
  for (const { of, isWhole = true, says } of [
    { of: { total: 3, files: 3, sentences: 1200 }, says: "Nothing to mark in 1,200 sentences in 3 files." },
    {
      of: { total: 1, files: 1, sentences: 9, rules: ["tone/negative"] },
      says: "1 mark in 9 sentences in 1 file (tone 1). The view Cloze: Findings lists it.",
    },
    {
      of: { total: 3, files: 2, sentences: 9, rules: ["words/slip", "tone/negative"], unread: 1 },
      says: `2 marks in 9 sentences in 2 files (words 1, tone 1). ${LISTS} 1 file could not be read: ${WHY}`,
    },
    {
      of: { total: 1, files: 1, sentences: 2000, rules: Array.from({ length: 1500 }, () => "words/slip"), crowded: 1 },
      says: `1,500 marks in 2,000 sentences in 1 file (words 1,500). ${LISTS} In 1 file there are more marks than are shown (cloze.lint.maxMarks).`,
    },
    {
      of: {
        total: 340,
        files: 11,
        sentences: 210,
        rules: ["tone/negative", "tone/negative", "tone/negative"],
        unread: 1,
      },
      isWhole: false,
      says: `Stopped after 12 of 340 files; what is marked stays. 3 marks in 210 sentences in 11 files (tone 3). ${LISTS} 1 file could not be read: ${WHY}`,
    },
    { of: { total: 340 }, isWhole: false, says: "Stopped before a file was checked." },
    { of: {}, isWhole: false, says: "Stopped before a file was checked." },
  ]) {
    it(says, () => assert.equal(describeSummary({ ...createSummary(), ...of }, isWhole), says));
  }
});
