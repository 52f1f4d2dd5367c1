import assert from "node:assert/strict";
import { listSentences } from "../../../src/text/sentences/listSentences";
import { findExactSpan } from "../../../src/text/spans/findExactSpan";

/** "|" marks the range in the sentence's text, and in the document where it must be found. */
function cut(marked: string) {
  const [before = "", inside = "", after] = marked.split("|");
  // One mark is an empty range.
  if (after === undefined) return { text: before + inside, span: { start: before.length, end: before.length } };
  const text = before + inside + after;
  return { text, span: { start: before.length, end: before.length + inside.length } };
}

describe("findExactSpan", () => {
  for (const { name, sentence, document } of [
    { name: "a word", sentence: "The |file| is old.", document: "The |file| is old." },
    { name: "a word in markup", sentence: "The |file| is old.", document: "The **|file|** is old." },
    { name: "a word in a link", sentence: "The |file| is old.", document: "The [|file|](file.md) is old." },
    { name: "no word with markup inside", sentence: "The |files| are old.", document: "The **file**s are old." },
    { name: "no word written as an entity", sentence: "The |café| is old.", document: "The caf&eacute; is old." },
    { name: "no code", sentence: "The |code| is old.", document: "The `file` is old." },
    { name: "two words", sentence: "The |old file| is here.", document: "The |old file| is here." },
    { name: "no two words over a line break", sentence: "The |old file| is here.", document: "The old\nfile is here." },
    { name: "no words with markup between", sentence: "The |old file| is here.", document: "The old *file* is here." },
    { name: "a place before a word", sentence: "The |file is old.", document: "The |file is old." },
    { name: "a place behind a word", sentence: "The| file is old.", document: "The| file is old." },
    { name: "a place before a line break", sentence: "The| file is old.", document: "The|\nfile is old." },
    { name: "a place behind a line break", sentence: "The |file is old.", document: "The\n|file is old." },
    { name: "the place before the first word", sentence: "|The file is old.", document: "# |The file is old." },
    { name: "no place before a first word of code", sentence: "|code is old.", document: "`a.txt` is old." },
    { name: "no place beside markup", sentence: "The |file is old.", document: "The *file* is old." },
    { name: "no place at markup over a line break", sentence: "The |file is old.", document: "The\n*file* is old." },
    { name: "no place in a quotation's line break", sentence: "The |file is old.", document: "> The\n> file is old." },
  ]) {
    it(`finds ${name}`, () => {
      const wanted = document.includes("|") ? cut(document) : undefined;
      const asked = cut(sentence);
      const [found] = listSentences(wanted?.text ?? document, "markdown");
      assert.equal(found?.text, asked.text);
      assert.deepEqual(findExactSpan(found, asked.span), wanted?.span);
    });
  }
});
