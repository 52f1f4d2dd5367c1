import assert from "node:assert/strict";
import { listBlanks, listMasks } from "../../src/blanks/listMasks";

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
    { name: "a mask may say how many pieces it takes", text: "A cup of [MA|SK*2].", masks: ["[MASK*2]"] },
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

  it("finds a mask that says which words it takes, wherever the cursor stands in it", () => {
    const text = "The sky is [MASK|red, blue] today.";
    for (const at of [11, 17, 20, 27])
      assert.deepEqual(listMasks(text, { start: at, end: at }), [{ start: 11, end: 27 }]);
  });
});

describe("listBlanks", () => {
  it("lists the masks of a text, and neither its words nor its rules", () => {
    const text = "A [MASK] of [mask*2], ___ and [MASK|red].\n___\n";
    assert.deepEqual(
      listBlanks(text).map(({ start, end }) => text.slice(start, end)),
      ["[MASK]", "[mask*2]", "___", "[MASK|red]"],
    );
  });
});
