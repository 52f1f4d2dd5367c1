import { createHash } from "node:crypto";

/** What a hash in a project file begins with. */
const PREFIX = "sha256:";

/** A sentence as it is compared: a line break or two spaces in it make no other sentence. */
export function normalizeSentence(sentence: string): string {
  return sentence.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** "sha256:" and the hash of the normalized sentence: names a sentence in a file without quoting it. */
export function hashSentence(sentence: string): string {
  return `${PREFIX}${createHash("sha256").update(normalizeSentence(sentence)).digest("hex")}`;
}

export function isSentenceHash(text: string): boolean {
  return text.startsWith(PREFIX);
}
