import * as l10n from "@vscode/l10n";

/** "words and pairs, no tone": what a model answers, and what it does not. */
export function describeJobs(jobs: readonly string[], all: readonly string[]): string {
  const lacking = all.filter((job) => !jobs.includes(job));
  if (jobs.length === 0) return l10n.t("tokens, attention and embeddings only");
  return [joinWords(jobs.map(nameJob)), ...lacking.map(nameLack)].join(", ");
}

function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return l10n.t("{0} and {1}", words.slice(0, -1).join(", "), words.at(-1) ?? "");
}

function nameJob(job: string): string {
  switch (job) {
    case "words":
      return l10n.t("words");
    case "pairs":
      return l10n.t("pairs");
    case "tone":
      return l10n.t("tone");
    default:
      return job;
  }
}

function nameLack(job: string): string {
  switch (job) {
    case "words":
      return l10n.t("no words");
    case "pairs":
      return l10n.t("no pairs");
    case "tone":
      return l10n.t("no tone");
    default:
      return l10n.t("no {0}", job);
  }
}
