import { createHash } from "node:crypto";
import { normalizeSentence } from "../../text/sentences/normalizeSentence";

/**
 * Names a finding by its rule and its sentence, and not by its place, its score or its file: 32 hexadecimal digits.
 *
 * @param marked - The word that is marked; empty for a finding about the sentence, whatever markup is in it.
 */
export function findingKey(rule: string, sentence: string, marked: string): string {
  const parts = [rule, normalizeSentence(sentence), normalizeSentence(marked)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
