import { createHash } from "node:crypto";
import { normalizeSentence } from "../../lint/projectFile/hashSentence";

/**
 * Names a finding by its rule and its sentence, and not by its place, its score or its file: 32 hexadecimal digits.
 *
 * @param marked - What is marked of the document: a word of the sentence, or all of it.
 */
export function findingKey(rule: string, sentence: string, marked: string): string {
  const parts = [rule, normalizeSentence(sentence), normalizeSentence(marked)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
