import assert from "node:assert/strict";
import { extractProse } from "../../src/text/formats/extractProse";
import type { Format } from "../../src/text/formats/format";
import { checkPlaces } from "./checkPlaces";

/** Asserts the texts of a document's blocks, and that their places are right. */
export function checkBlocks(text: string, format: Format, blocks: readonly string[]): void {
  const prose = extractProse(text, format);
  assert.deepEqual(
    prose.map((block) => block.text),
    blocks,
  );
  checkPlaces(text, prose);
}
