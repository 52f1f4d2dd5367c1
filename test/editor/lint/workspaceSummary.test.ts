import assert from "node:assert/strict";
import { createSummary, describeSummary } from "../../../src/editor/lint/workspace/workspaceSummary";

const LISTS = "The Problems view lists them.";

describe("what is said of a check of the workspace", () => {
  for (const { of, isWhole = true, says } of [
    { of: { total: 3, files: 3, sentences: 1200 }, says: "No sentence of 1,200 sentences in 3 files reads negative." },
    {
      of: { total: 1, files: 1, sentences: 9, negative: 1 },
      says: `1 of 9 sentences in 1 file reads negative. ${LISTS}`,
    },
    {
      of: { total: 3, files: 2, sentences: 9, negative: 2, unread: 1 },
      says: `2 of 9 sentences in 2 files read negative. ${LISTS} 1 file could not be read: not UTF-8 text, or over 2 MB.`,
    },
    {
      of: { total: 1, files: 1, sentences: 2000, negative: 1500, crowded: 1 },
      says: `1,500 of 2,000 sentences in 1 file read negative. ${LISTS} In 1 file there are more than the 1,000 marks that VS Code shows of a file.`,
    },
    {
      of: { total: 340, files: 11, sentences: 210, negative: 3, unread: 1 },
      isWhole: false,
      says: `Stopped after 12 of 340 files; what is marked stays. 3 of 210 sentences in 11 files read negative. ${LISTS} 1 file could not be read: not UTF-8 text, or over 2 MB.`,
    },
    { of: { total: 340 }, isWhole: false, says: "Stopped before a file was checked." },
    { of: {}, isWhole: false, says: "Stopped before a file was checked." },
  ]) {
    it(says, () => assert.equal(describeSummary({ ...createSummary(), ...of }, isWhole, 1000), says));
  }
});
