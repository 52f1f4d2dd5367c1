/** What to do about an error, by its code. Messages of other codes say it themselves. */
const ADVICE: Readonly<Record<string, string>> = {
  stopped: "The model starts anew: ask once more. If it ends again, ask about less, or about another text.",
  hung: "The model starts anew: ask once more. If it hangs again, ask about less.",
  unavailable: "Asking again does not help: have the person restart Cloze.",
  "no-mask": 'Write [MASK] where a word is wanted, as in "The cat [MASK] on the mat."',
  "no-readout": "The person chose a model without this: ask them to choose another, or to leave the default.",
  "unknown-model": "The person has to name another model.",
  "not-here": "The person has to fetch this model first: cloze model pull.",
};

/** An error as the caller of a tool reads it: what is wrong, and what to do. */
export function adviseTool(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const advice = code === undefined ? undefined : ADVICE[code];
  const message = code === undefined ? error.message : `${error.message} (${code})`;
  return advice === undefined ? message : `${message}. ${advice}`;
}
