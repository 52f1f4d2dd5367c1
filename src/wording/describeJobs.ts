/** "words and pairs, no tone": what a model answers, and what it does not. */
export function describeJobs(jobs: readonly string[], all: readonly string[]): string {
  const lacking = all.filter((job) => !jobs.includes(job));
  if (jobs.length === 0) return "tokens, attention and embeddings only";
  return [joinWords(jobs), ...lacking.map((job) => `no ${job}`)].join(", ");
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
