import assert from "node:assert/strict";
import { listTogether } from "../../src/blanks/listTogether";
import type { Span } from "../../src/text/spans/span";
import { listSentences, readPlain } from "../editor/prose";

function list(text: string, places: readonly Span[], sentences = readPlain(text)): readonly string[] {
  const readText = ({ start, end }: Span) => text.slice(start, end);
  return listTogether(listSentences(sentences), places, readText).map(readText);
}

describe("listTogether", () => {
  const text = "[MASK] is the capital of [MASK|a,b]. In [MASK*2] it is not.";
  const place = (blank: string) => ({ start: text.lastIndexOf(blank), end: text.lastIndexOf(blank) + blank.length });

  it("finds the other blanks of the sentence, and none of the next", () => {
    assert.deepEqual(list(text, [place("[MASK|a,b]")]), ["[MASK]", "[MASK|a,b]"]);
    assert.deepEqual(list(text, [place("[MASK*2]")]), ["[MASK*2]"]);
  });

  it("finds those of all sentences that are asked about, each once", () => {
    assert.deepEqual(list(text, [place("[MASK|a,b]"), place("[MASK*2]")]), ["[MASK]", "[MASK|a,b]", "[MASK*2]"]);
  });

  it("leaves out a blank in inline code, which is no character of the sentence", () => {
    const code = "Write `[MASK]` for a [MASK].";
    const sentence = {
      text: "Write code for a [MASK].",
      runs: [
        { textStart: 0, start: 0, length: 6 },
        { textStart: 10, start: 14, length: 14 },
      ],
      span: { start: 0, end: code.length },
    };
    assert.deepEqual(list(code, [{ start: 21, end: 27 }], [sentence]), ["[MASK]"]);
  });

  it("finds nothing else where a place is not in prose", () => {
    assert.deepEqual(list("[MASK] [MASK]", [{ start: 0, end: 6 }], []), ["[MASK]"]);
  });
});
