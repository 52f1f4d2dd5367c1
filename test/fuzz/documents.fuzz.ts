import assert from "node:assert/strict";
import { decodeString } from "micromark-util-decode-string";
import { readMuting } from "../../src/lint/readMuting";
import { CODE_LANGUAGES } from "../../src/text/formats/comments/codeLanguages";
import { extractProse } from "../../src/text/formats/extractProse";
import { DOCUMENT_FORMATS, type Format } from "../../src/text/formats/format";
import { CODE_WORD, LINK_WORD, MATH_WORD } from "../../src/text/markup/placeholders";
import { listSentences } from "../../src/text/sentences/listSentences";
import type { Prose } from "../../src/text/spans/sentence";
import { checkPlaces } from "../text/checkPlaces";
import { drawDocument } from "./drawDocument";
import type { Fuzzer } from "./fuzzer";
import type { Random } from "./random";

const FORMATS: readonly Format[] = [...DOCUMENT_FORMATS, ...CODE_LANGUAGES];

/**
 * Promise 5: whatever a document holds, each character of its prose and of its sentences stands in the document where
 * it is said to stand.
 */
export const fuzzer: Fuzzer = {
  name: "documents",
  share: 200,
  run(random: Random) {
    const format = random.chance(0.6) ? random.oneOf(DOCUMENT_FORMATS) : random.oneOf(FORMATS);
    const text = drawDocument(random, format);
    try {
      const blocks = extractProse(text, format);
      checkPlaces(text, blocks);
      if (!DECODERS.has(format)) checkGaps(text, blocks);
      const sentences = listSentences(text, format);
      checkPlaces(text, sentences);
      assert.equal(readMuting(text, format, sentences).muted.length, sentences.length);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${format}: ${JSON.stringify(text)}: ${why}`, { cause });
    }
  },
};

/** Formats with escapes of their own; of HTML, "&not" without an end is one. */
const DECODERS = new Set<Format>(["html", "latex", "notebook"]);
const PLACEHOLDERS = new RegExp(`${CODE_WORD}|${LINK_WORD}|${MATH_WORD}|\\s`, "g");

/** Asserts that text without a place is white space, a placeholder, or a character that the document writes as "&amp;". */
function checkGaps(document: string, blocks: readonly Prose[]): void {
  const decoded = new Set(
    Array.from(document.matchAll(/&#?\w+;/g), ({ 0: written }) => Array.from(decodeString(written))).flat(),
  );
  for (const { text, runs } of blocks) {
    let at = 0;
    for (const { textStart, length } of runs) {
      const gap = text.slice(at, textStart).replace(PLACEHOLDERS, "");
      const foreign = Array.from(gap).filter((sign) => !decoded.has(sign));
      assert.deepEqual(foreign, [], `${JSON.stringify(text)} has text that is not in the document`);
      at = textStart + length;
    }
  }
}
