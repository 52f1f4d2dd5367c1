import assert from "node:assert/strict";
import { listEdits, type TextChange } from "../../src/editor/listEdits";
import { movePlace, type PanelPlace } from "../../src/editor/panel/panelPlace";
import { moveSpan } from "../../src/text/spans/moveSpan";
import type { Span } from "../../src/text/spans/span";

const TEXT = "0123456789abcdefghijklmnopqrstuvwxyz";

const replace = (rangeOffset: number, rangeLength: number, text: string): TextChange => ({
  rangeOffset,
  rangeLength,
  text,
});

/** Offsets of all changes refer to the text before any of them. */
function applyAll(changes: readonly TextChange[]): string {
  let text = "";
  let end = 0;
  const ascending = [...changes].sort((a, b) => a.rangeOffset - b.rangeOffset || a.rangeLength - b.rangeLength);
  for (const change of ascending) {
    text += TEXT.slice(end, change.rangeOffset) + change.text;
    end = change.rangeOffset + change.rangeLength;
  }
  return text + TEXT.slice(end);
}

function* permute<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) {
    for (const rest of permute(items.toSpliced(index, 1))) yield [item, ...rest];
  }
}

const move = (span: Span, changes: readonly TextChange[]) =>
  listEdits(changes).reduce<Span | undefined>((moved, edit) => moved && moveSpan(moved, edit), span);

describe("listEdits", () => {
  for (const { name, changes } of [
    { name: "insertions", changes: [replace(2, 0, "AAA"), replace(8, 0, "B"), replace(30, 0, "CC")] },
    { name: "deletions", changes: [replace(0, 4, ""), replace(6, 3, ""), replace(31, 2, "")] },
    {
      name: "replacements of other lengths",
      changes: [replace(1, 6, "A"), replace(8, 1, "BBBBBBBB"), replace(25, 1, ""), replace(30, 4, "CCCCC")],
    },
    {
      name: "changes that touch each other",
      changes: [replace(4, 0, "AA"), replace(4, 3, "B"), replace(7, 2, ""), replace(9, 0, "CCC")],
    },
  ]) {
    it(`moves spans and places correctly with ${name}, in whatever order they are reported`, () => {
      const span = { start: 10, end: 16 };
      const place: PanelPlace = { kind: "selection", ...span };
      const after = applyAll(changes);
      for (const order of permute(changes)) {
        for (const moved of [move(span, order), listEdits(order).reduce(movePlace, place)]) {
          assert.ok(moved);
          assert.equal(after.slice(moved.start, moved.end), "abcdef");
        }
      }
    });
  }

  it("ends a span that any change touches, in whatever order they are reported", () => {
    const changes = [replace(0, 8, ""), replace(12, 1, "X"), replace(30, 0, "YY")];
    for (const order of permute(changes)) assert.equal(move({ start: 10, end: 16 }, order), undefined);
  });
});
