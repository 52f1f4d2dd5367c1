/**
 * Words that find fault calmly, whatever the fault: the only ones that the fill-mask readout may put in place of a word
 * that carries blame. Written for Cloze.
 */
export const MILD = {
  adjectives: ["problematic", "unsuitable", "questionable", "inadequate", "unfortunate"],
  nouns: ["problem", "difficulty", "limitation", "weakness", "challenge", "mistake"],
} as const;

/** Words that state a fault as a fact: a calmer word in their place would say less. */
export const FACTUAL: ReadonlySet<string> = new Set(
  (
    "slow slower wrong hard harder late later old older long longer short missing incorrect unclear unreliable expensive " +
    "complex difficult large larger small heavy empty full dead closed open down gone lost red impossible incomplete " +
    "unstable invalid illegal insecure unsafe inconsistent incompatible outdated deprecated repetitive verbose vague " +
    "undocumented broken dangerous sorry alone"
  ).split(" "),
);
