import assert from "node:assert/strict";
import { groupMasks } from "../../../src/editor/fill/groupMasks";
import { listSentences, readPlain } from "../prose";

const TEXT = "The dog slept. The cat ate\nthe fish.\n\nAnother day came.";

function group(words: readonly string[], isProse: boolean): readonly (readonly string[])[] {
  const masks = words.map((word) => ({ start: TEXT.indexOf(word), end: TEXT.indexOf(word) + word.length }));
  const sentences = isProse ? listSentences(readPlain(TEXT)) : undefined;
  const groups = groupMasks(masks, sentences, {
    readText: ({ start, end }) => TEXT.slice(start, end),
    lineAt: (offset) => TEXT.slice(0, offset).split("\n").length,
  });
  return groups.map((each) => each.map(({ start, end }) => TEXT.slice(start, end)));
}

describe("groupMasks", () => {
  for (const { name, words, isProse, groups } of [
    {
      name: "masks of one paragraph are filled together",
      words: ["dog", "cat"],
      isProse: true,
      groups: [["dog", "cat"]],
    },
    { name: "a line break does not end a paragraph", words: ["dog", "fish"], isProse: true, groups: [["dog", "fish"]] },
    {
      name: "those of several paragraphs are groups",
      words: ["dog", "cat", "day"],
      isProse: true,
      groups: [["dog", "cat"], ["day"]],
    },
    {
      name: "without prose a line is a group",
      words: ["dog", "cat", "fish"],
      isProse: false,
      groups: [["dog", "cat"], ["fish"]],
    },
    { name: "nothing is no group", words: [], isProse: true, groups: [] },
  ]) {
    it(name, () => assert.deepEqual(group(words, isProse), groups));
  }
});
