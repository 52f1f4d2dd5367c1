import assert from "node:assert/strict";
import type { Prose } from "../../src/text/spans/sentence";

/** Asserts the properties of all prose: its characters stand where its runs say, in order, and its span holds them. */
export function checkPlaces(document: string, blocks: readonly Prose[]): void {
  let documentEnd = 0;
  for (const { text, runs, span } of blocks) {
    let textEnd = 0;
    assert.ok(runs.length > 0, "prose has a place");
    assert.equal(text, text.trim());
    assert.equal(span.start, runs[0]!.start);
    assert.equal(span.end, runs.at(-1)!.start + runs.at(-1)!.length);
    for (const { textStart, start, length } of runs) {
      assert.ok(length > 0 && textStart >= textEnd && start >= documentEnd, "runs ascend and do not overlap");
      assert.equal(document.slice(start, start + length), text.slice(textStart, textStart + length));
      textEnd = textStart + length;
      documentEnd = start + length;
    }
    assert.ok(textEnd <= text.length);
  }
}
