import type { FormatFacts } from "../formatFacts";

export const ASCIIDOC = {
  languages: ["asciidoc"],
  endings: ["adoc", "asciidoc"],
  comment: { opening: String.raw`^\/\/[ \t]*`, closing: String.raw`[ \t]*$`, written: ["// ", ""] },
  skipped: [
    // eslint-disable-next-line regexp/no-super-linear-backtracking -- the last branch always matches, so no shorter bar is tried
    ["code", /(?<=^)(?<bar>-{4,}|\.{4,}|\+{4,}|`{3,})(?:[\s\S]*?\n\k<bar>[ \t]*$|[\s\S]*)/muy],
    ["a comment", /(?<=^)\/{4,}[ \t]*$(?:[\s\S]*?\n\/{4,}[ \t]*$|[\s\S]*)|(?<=^)\/\/[^\n]*/muy],
    ["an attribute", /(?<=^):[^:\n]+:[^\n]*/muy],
    ["a condition", /(?<=^)(?:ifn?def|ifeval|endif)::[^\n]*/muy],
    ["code", /(?<=^[ \t]+)[^\n]+/muy],
  ],
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
