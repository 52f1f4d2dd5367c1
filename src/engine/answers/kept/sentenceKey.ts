import { createHmac } from "node:crypto";
import { KEY_BYTES } from "./answerRecord";

/** Names a sentence without holding it. Hashes the UTF-16 units: in UTF-8, all lone surrogates would be the same character. */
export function sentenceKey(secret: Buffer, sentence: string): string {
  return createHmac("sha256", secret).update(sentence, "utf16le").digest().toString("latin1", 0, KEY_BYTES);
}
