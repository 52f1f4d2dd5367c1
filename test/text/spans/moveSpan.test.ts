import assert from "node:assert/strict";
import { moveSpan } from "../../../src/text/spans/moveSpan";

type Range = readonly [start: number, end: number];

describe("moveSpan", () => {
  for (const { name, edit, inserted, moved } of [
    { name: "an insertion before moves it", edit: [2, 2], inserted: 3, moved: [13, 18] },
    { name: "a deletion before moves it back", edit: [2, 6], inserted: 0, moved: [6, 11] },
    { name: "a replacement before moves it by the difference", edit: [2, 6], inserted: 5, moved: [11, 16] },
    { name: "an edit behind leaves it", edit: [16, 20], inserted: 1, moved: [10, 15] },
    { name: "an insertion at its start stays outside", edit: [10, 10], inserted: 2, moved: [12, 17] },
    { name: "an insertion at its end stays outside", edit: [15, 15], inserted: 2, moved: [10, 15] },
    { name: "an edit that ends at its start stays outside", edit: [8, 10], inserted: 0, moved: [8, 13] },
    { name: "an edit that starts at its end stays outside", edit: [15, 17], inserted: 9, moved: [10, 15] },
    { name: "an insertion inside ends it", edit: [12, 12], inserted: 1, moved: undefined },
    { name: "an edit over its start ends it", edit: [9, 11], inserted: 2, moved: undefined },
    { name: "an edit over its end ends it", edit: [14, 16], inserted: 2, moved: undefined },
    { name: "an edit of all of it ends it", edit: [10, 15], inserted: 5, moved: undefined },
    { name: "an edit around it ends it", edit: [0, 99], inserted: 99, moved: undefined },
  ] satisfies { name: string; edit: Range; inserted: number; moved: Range | undefined }[]) {
    it(name, () => {
      const span = moveSpan(
        { start: 10, end: 15 },
        { span: { start: edit[0], end: edit[1] }, insertedLength: inserted },
      );
      assert.deepEqual(span === undefined ? undefined : [span.start, span.end], moved);
    });
  }
});
