import { hashText } from "#platform/hashes";
import { normalizeSentence } from "../../text/sentences/normalizeSentence";

/** What a hash in a project file begins with. */
const PREFIX = "sha256:";

/** "sha256:" and the hash of the normalized sentence: names a sentence in a file without quoting it. */
export function hashSentence(sentence: string): string {
  return `${PREFIX}${hashText(normalizeSentence(sentence), "hex")}`;
}

export function isSentenceHash(text: string): boolean {
  return text.startsWith(PREFIX);
}
