import type { FormatFacts } from "../formatFacts";

/** The message of a commit while it is written, in an editor or in the box of the source control view. A line with "#" is no comment that stays, so it switches nothing. */
export const COMMIT = {
  languages: ["git-commit", "scminput"],
  endings: [],
  names: ["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG"],
  skipped: [
    ["a remark of Git", /(?<=^)#[^\n]*/muy],
    ["a trailer", /(?<=^)[A-Za-z][\w-]*(?::| #)[^\n]*/muy],
  ],
  isCheckedByDefault: false,
} as const satisfies FormatFacts;
