/** Says which words a document uses together. */
export class DocumentPhrases {
  readonly #listTexts: () => readonly string[];
  /** A sentence a line, in small letters. Made when it is first needed: most documents have nothing to look up. */
  #text: string | undefined;

  /** @param listTexts - Gives the texts of all sentences of the document. */
  constructor(listTexts: () => readonly string[]) {
    this.#listTexts = listTexts;
  }

  /**
   * True if the phrase stands, as whole words, in a sentence that differs from this one. A copy of the sentence says
   * nothing: it has the same slip.
   */
  isElsewhere(phrase: string, sentence: string): boolean {
    return this.countElsewhere(phrase, sentence, 1) > 0;
  }

  /** The number of different sentences that have the phrase as whole words and differ from this one; at most `most`. */
  countElsewhere(phrase: string, sentence: string, most: number): number {
    this.#text ??= this.#listTexts().join("\n").toLowerCase();
    const text = this.#text;
    const [wanted, own] = [phrase.toLowerCase(), toWords(sentence.toLowerCase())];
    const found = new Set<string>();
    for (let at = text.indexOf(wanted); at >= 0 && found.size < most; at = text.indexOf(wanted, at + 1)) {
      if ((at > 0 && isWordPart(text.at(at - 1))) || isWordPart(text.at(at + wanted.length))) continue;
      const end = text.indexOf("\n", at);
      const other = toWords(text.slice(text.lastIndexOf("\n", at) + 1, end < 0 ? undefined : end));
      if (other !== own) found.add(other);
    }
    return found.size;
  }
}

/** A sentence without its marks: a copy may end in a colon, or in none. */
function toWords(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function isWordPart(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}_]/u.test(sign);
}
