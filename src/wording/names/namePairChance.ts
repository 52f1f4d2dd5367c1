/** What the probability of a pair is called. @param question - As in `pairQuestionSchema`. */
export function namePairChance(question: "order" | undefined): string {
  return question === "order" ? "P(in order)" : "P(next)";
}
