import type { FormatFacts } from "../formatFacts";

/** The message of a commit while it is written. A line with "#" is no comment that stays, so it switches nothing. */
export const COMMIT = {
  languages: ["git-commit"],
  endings: [],
  isCheckedByDefault: false,
} as const satisfies FormatFacts;
