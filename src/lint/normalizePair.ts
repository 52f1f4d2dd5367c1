/** A pair of words as pairs are compared: in small letters, with one space between. */
export function normalizePair(pair: string): string {
  return pair.replace(/\s+/gu, " ").trim().toLowerCase();
}
