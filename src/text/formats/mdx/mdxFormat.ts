import type { FormatFacts } from "../formatFacts";

export const MDX = {
  languages: ["mdx"],
  endings: ["mdx"],
  comment: {
    opening: String.raw`(?:<!--|\{\/\*)\s*`,
    closing: String.raw`\s*(?:-->|\*\/\})`,
    written: ["{/* ", " */}"],
    cutsParagraphs: true,
    isInline: true,
  },
  skipped: [
    ["front matter", /(?<![\s\S])---[ \t]*\r?\n[\s\S]*?(?:^---[ \t]*$|$(?![\s\S]))/muy],
    // eslint-disable-next-line regexp/no-super-linear-backtracking -- the last branch always matches, so no shorter fence is tried
    ["code", /(?<fence>`{3,}|~{3,})(?:[\s\S]*?\n[ \t>]*\k<fence>[^\n]*|[\s\S]*)/muy],
    ["a comment", /\{\/\*[\s\S]*?(?:\*\/\}|$(?![\s\S]))|<!--[\s\S]*?(?:-->|$(?![\s\S]))/muy],
    ["JavaScript", /(?<=^)(?:import|export)\b[^\n]*|\{[^}\n]*\}?/muy],
    ["the address of a link", /\[[^\]\n]+\]:[^\n]*|\]?\([^)\s]+\)/muy],
  ],
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
