import type { MarkedWord } from "../markedWord";
import { normalizePair } from "../normalizePair";
import type { ProjectFile } from "../projectFile/projectFile";
import type { RuleRun } from "../ruleRun";
import type { AcceptedSentences } from "./acceptedSentences";

/** What a finding is about, as far as somebody may want no mark on it. */
export interface FindingAbout {
  readonly rule: string;
  readonly sentence: string;
  readonly word: MarkedWord | undefined;
}

export interface Wishes {
  /** By the id of the rule: those that run. */
  readonly runs: ReadonlyMap<string, RuleRun>;
  readonly accepted: Pick<AcceptedSentences, "has">;
  readonly project: Pick<ProjectFile, "accepts"> | undefined;
}

/** True for a finding that neither settings nor the project file nor the person wants unmarked. */
export function isWanted({ rule, sentence, word }: FindingAbout, { runs, accepted, project }: Wishes): boolean {
  const run = runs.get(rule);
  if (run === undefined || (word && run.never.has(normalizePair(word.pair)))) return false;
  return !accepted.has(sentence, word?.place) && project?.accepts(sentence) !== true;
}
