import assert from "node:assert/strict";
import { extractProse } from "../../src/text/formats/extractProse";
import type { Format } from "../../src/text/formats/format";
import { checkPlaces } from "./checkPlaces";

/** Asserts what the blocks of a document are, and that they stand where they say. */
export function checkBlocks(text: string, format: Format, blocks: readonly string[]): void {
  const prose = extractProse(text, format);
  assert.deepEqual(
    prose.map((block) => block.text),
    blocks,
  );
  checkPlaces(text, prose);
}
