/** A sentence as it is compared: a line break or two spaces in it make no other sentence. */
export function normalizeSentence(sentence: string): string {
  return sentence.normalize("NFC").replace(/\s+/gu, " ").trim();
}
