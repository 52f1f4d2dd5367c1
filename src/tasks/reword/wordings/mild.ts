/**
 * Words that find fault calmly, whatever the fault: the only ones that the fill-mask readout may put in place of a word
 * that carries blame. Written for Cloze.
 */
export const MILD = {
  adjectives: ["problematic", "unsuitable", "questionable", "inadequate", "unfortunate"],
  nouns: ["problem", "difficulty", "limitation", "weakness", "challenge", "mistake"],
} as const;
