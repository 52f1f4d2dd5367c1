import assert from "node:assert/strict";
import { listMasks } from "../../../src/editor/fill/listMasks";

describe("listMasks", () => {
  // "|" stands for a cursor, or for both ends of a selection.
  for (const { name, text, masks } of [
    { name: "a cursor in a word means it", text: "The server lis|tens.", masks: ["listens"] },
    { name: "a cursor beside a word means it", text: "The server listens|.", masks: ["listens"] },
    { name: "a word has its apostrophe", text: "It is|n’t.", masks: ["isn’t"] },
    {
      name: "a selection that cuts words is widened to them",
      text: "The |server lis|tens.",
      masks: ["server", "listens"],
    },
    { name: "a part of one word means the word", text: "The server l|iste|ns.", masks: ["listens"] },
    { name: "selected words are as many masks", text: "|The old server| listens.", masks: ["The", "old", "server"] },
    { name: "spaces and marks beside words do not count", text: "The server| listens. |Then", masks: ["listens"] },
    {
      name: "selected masks are filled, and not the words beside them",
      text: "|A [MASK] of [MASK]|.",
      masks: ["[MASK]", "[MASK]"],
    },
    { name: "a mask may be written small", text: "A cup of [ma|sk].", masks: ["[mask]"] },
    { name: "underscores in a sentence are a mask", text: "A cup of _|__.", masks: ["___"] },
    { name: "a cursor before underscores means them", text: "A cup of |_____, please.", masks: ["_____"] },
    { name: "a rule is not a mask", text: "One.\n|___\n|Two.", masks: ["___\n"] },
    { name: "a cursor on a rule means nothing", text: "_|__", masks: [] },
    { name: "two underscores are not a mask", text: "A __|init of it.", masks: ["init"] },
    { name: "selected marks mean themselves", text: "He came| – |and went.", masks: [" – "] },
    { name: "selected space means nothing", text: "He came.|  | He went.", masks: [] },
    { name: "a cursor between spaces means nothing", text: "He came. | He went.", masks: [] },
  ]) {
    it(name, () => {
      const [before = "", inside = "", after] = text.split("|");
      const plain = text.replaceAll("|", "");
      const start = before.length;
      const end = after === undefined ? start : start + inside.length;
      const found = listMasks(plain, { start, end });
      assert.deepEqual(
        found.map((span) => plain.slice(span.start, span.end)),
        masks,
      );
    });
  }
});
