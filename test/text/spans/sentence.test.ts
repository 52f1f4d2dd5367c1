import assert from "node:assert/strict";
import { extractProse } from "../../../src/text/formats/extractProse";
import { findDocumentSpan, findTextSpan } from "../../../src/text/spans/sentence";

// document  Go **on** with `x` &amp; me
//           0         1         2
// text      Go on with code & me
const DOCUMENT = "Go **on** with `x` &amp; me";
const [prose] = extractProse(DOCUMENT, "markdown");

type Range = readonly [start: number, end: number];

describe("findDocumentSpan", () => {
  for (const { name, text, document } of [
    { name: "a range in one run", text: [0, 2], document: [0, 2] },
    { name: "a range in another run", text: [3, 5], document: [5, 7] },
    { name: "a range over runs holds the markup between", text: [0, 10], document: [0, 14] },
    { name: "a range that starts in a placeholder starts behind it", text: [12, 16], document: [18, 19] },
    { name: "a range that ends in a placeholder ends before it", text: [6, 13], document: [10, 15] },
    { name: "a placeholder has no place", text: [11, 15], document: undefined },
    { name: "a decoded entity has no place", text: [16, 17], document: undefined },
    { name: "all", text: [0, 20], document: [0, 27] },
    { name: "an empty range inside a run", text: [1, 1], document: [1, 1] },
    { name: "an empty range between runs is before the next", text: [3, 3], document: [5, 5] },
    { name: "an empty range before a placeholder", text: [11, 11], document: [15, 15] },
    { name: "an empty range inside a placeholder", text: [12, 12], document: undefined },
    { name: "an empty range at the start", text: [0, 0], document: [0, 0] },
    { name: "an empty range at the end", text: [20, 20], document: [27, 27] },
    { name: "a range behind the end", text: [21, 23], document: undefined },
  ] satisfies { name: string; text: Range; document: Range | undefined }[]) {
    it(name, () => assert.deepEqual(findDocumentSpan(prose!, toSpan(text)!), toSpan(document)));
  }
});

describe("findTextSpan", () => {
  for (const { name, document, text } of [
    { name: "a range in one run", document: [5, 7], text: [3, 5] },
    { name: "a range over runs", document: [1, 12], text: [1, 8] },
    { name: "a range that starts in markup starts behind it", document: [4, 7], text: [3, 5] },
    { name: "a range that ends in markup ends before it", document: [0, 4], text: [0, 3] },
    { name: "markup is not text", document: [3, 5], text: undefined },
    { name: "inline code is not text", document: [15, 18], text: undefined },
    { name: "a range around inline code holds its placeholder", document: [14, 19], text: [10, 16] },
    { name: "an empty range inside a run", document: [6, 6], text: [4, 4] },
    { name: "an empty range between text and markup", document: [3, 3], text: [3, 3] },
    { name: "an empty range inside markup", document: [4, 4], text: undefined },
    { name: "an empty range inside inline code", document: [16, 16], text: undefined },
    { name: "all, and what is around", document: [0, 100], text: [0, 20] },
    { name: "a range behind the end", document: [40, 41], text: undefined },
  ] satisfies { name: string; document: Range; text: Range | undefined }[]) {
    it(name, () => assert.deepEqual(findTextSpan(prose!, toSpan(document)!), toSpan(text)));
  }

  it("undoes findDocumentSpan for every range that starts and ends with a character of its own", () => {
    const own = prose!.runs.flatMap(({ textStart, length }) => Array.from({ length }, (_, index) => textStart + index));
    for (const start of own) {
      for (const last of own.filter((index) => index >= start)) {
        const span = { start, end: last + 1 };
        assert.deepEqual(findTextSpan(prose!, findDocumentSpan(prose!, span)!), span);
      }
    }
  });
});

function toSpan(range: Range | undefined): { start: number; end: number } | undefined {
  return range === undefined ? undefined : { start: range[0], end: range[1] };
}
