import type { FormatFacts } from "../formatFacts";

/** The message of a commit while it is written. A line with "#" is no comment that stays, so it switches nothing. */
export const COMMIT = {
  languages: ["git-commit"],
  endings: [],
  names: ["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG"],
  isCheckedByDefault: false,
} as const satisfies FormatFacts;
