const NAMES = { number: "a number", negation: "a negation" } as const;

/** "they disagree in a number". @param differences - At least one. */
export function describeDifferences(differences: readonly (keyof typeof NAMES)[]): string {
  return `they disagree in ${differences.map((each) => NAMES[each]).join(" and ")}`;
}
