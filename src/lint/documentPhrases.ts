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
    this.#text ??= this.#listTexts().join("\n").toLowerCase();
    const text = this.#text;
    const [wanted, own] = [phrase.toLowerCase(), sentence.toLowerCase()];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      if ((at > 0 && isWordPart(text.at(at - 1))) || isWordPart(text.at(at + wanted.length))) continue;
      const end = text.indexOf("\n", at);
      if (text.slice(text.lastIndexOf("\n", at) + 1, end < 0 ? undefined : end) !== own) return true;
    }
    return false;
  }
}

function isWordPart(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}_]/u.test(sign);
}
