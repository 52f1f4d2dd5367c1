import assert from "node:assert/strict";
import { listKept, listNegations, touchesKept } from "../../../src/tasks/reword/listKept";

/** The kept parts in [brackets]. */
function bracket(text: string): string {
  const kept = listKept(text);
  return Array.from(text, (character, i) => {
    const isKept = (at: number) => kept.some(({ start, end }) => start <= at && at < end);
    return `${isKept(i) && !isKept(i - 1) ? "[" : ""}${character}${isKept(i) && !isKept(i + 1) ? "]" : ""}`;
  }).join("");
}

describe("listKept", () => {
  for (const { name, marked } of [
    { name: "negation", marked: "It does [not] work, it [isn't] here, and [nobody] [never] saw it [without] one[]." },
    { name: "curly apostrophes in negation", marked: "It [doesn’t] work and you [cannot] stop it." },
    { name: "numbers in digits and in words", marked: "It took [3] hours, [1.5] days and [forty] weeks." },
    { name: "code", marked: "Run [`npm ci`] and call [readFile()] or [read_file] in [main.ts] with [--force]." },
    { name: "names in capitals inside", marked: "A [camelCase] name and [an::inner::one]." },
    { name: "links and addresses", marked: "See [https://example.org/a] and write to [a@example.org]." },
    { name: "names, not the first word of a sentence", marked: "Terrible. We gave [Jenkins] and the [API] a chance." },
    { name: "quotations", marked: "It says [\"terrible error\"] and [“awful”] and ['bad'] here." },
  ]) {
    it(`keeps ${name}`, () => {
      const expected = marked.replace("one[]", "[one]");
      assert.equal(bracket(expected.replace(/[[\]]/g, "")), expected);
    });
  }

  it("lets “I” and the first words of sentences be changed", () => {
    assert.equal(bracket("I think I hate it. Terrible, I say."), "I think I hate it. Terrible, I say.");
  });

  for (const { name, kept, span, touches } of [
    { name: "a change beside it", kept: { start: 2, end: 5 }, span: { start: 5, end: 8 }, touches: false },
    { name: "a change over its end", kept: { start: 2, end: 5 }, span: { start: 4, end: 8 }, touches: true },
    { name: "what is added at its start", kept: { start: 2, end: 5 }, span: { start: 2, end: 2 }, touches: false },
    { name: "what is added inside", kept: { start: 2, end: 5 }, span: { start: 3, end: 3 }, touches: true },
    { name: "a change across a place", kept: { start: 4, end: 4 }, span: { start: 2, end: 6 }, touches: true },
    { name: "a change that ends at a place", kept: { start: 4, end: 4 }, span: { start: 2, end: 4 }, touches: false },
  ]) {
    it(`says whether a change touches what is kept: ${name}`, () => {
      assert.equal(touchesKept([kept], span), touches);
    });
  }

  it("lists negations in order, however they are written", () => {
    assert.deepEqual(listNegations("No, it isn’t here; you can't and don't."), ["no", "isn't", "can't", "don't"]);
  });
});
