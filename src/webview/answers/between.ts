/** Which of a pair's texts look at which: all, or A at A, A at B, B at A, B at B. */
export const BETWEEN = ["all", "aa", "ab", "ba", "bb"] as const;
export type Between = (typeof BETWEEN)[number];

/** Whether a token of one text that looks at a token of another is of these; texts by segment. [CLS] and the first [SEP] belong to A. */
export function isBetween(between: Between, from: number, to: number): boolean {
  return between === "all" || between === `${from === 1 ? "b" : "a"}${to === 1 ? "b" : "a"}`;
}
