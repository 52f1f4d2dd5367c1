import assert from "node:assert/strict";
import { readMuting } from "../../src/lint/readMuting";
import { CODE_LANGUAGES } from "../../src/text/formats/comments/codeLanguages";
import { extractProse } from "../../src/text/formats/extractProse";
import { DOCUMENT_FORMATS, type Format } from "../../src/text/formats/format";
import { listSentences } from "../../src/text/sentences/listSentences";
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
  share: 400,
  run(random: Random) {
    const format = random.chance(0.6) ? random.oneOf(DOCUMENT_FORMATS) : random.oneOf(FORMATS);
    const text = drawDocument(random, format);
    try {
      const blocks = extractProse(text, format);
      checkPlaces(text, blocks);
      const sentences = listSentences(text, format);
      checkPlaces(text, sentences);
      assert.equal(readMuting(text, format, sentences).muted.length, sentences.length);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${format}: ${JSON.stringify(text)}: ${why}`, { cause });
    }
  },
};
