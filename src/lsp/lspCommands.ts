/** The commands that the server runs, by what they do. A client calls them by the actions that it is offered. */
export const LSP_COMMANDS = {
  /** [address of the document, sentence, place of a word in it or null] */
  accept: "cloze.acceptSentence",
  /** [address, version, rule, offset of the sentence] */
  disable: "cloze.insertDisable",
  /** [address, rule, pair] */
  never: "cloze.neverPair",
  /** [address of a document] */
  markAgain: "cloze.markAgain",
  /** [address of a document] */
  check: "cloze.check",
  restart: "cloze.restartEngine",
} as const;
