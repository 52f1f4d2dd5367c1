import type { FormatFacts } from "../formatFacts";

export const MARKDOWN = {
  languages: ["markdown", "chatagent", "chatmode", "instructions", "prompt", "quarto", "rmd", "skill"],
  endings: ["md", "markdown", "qmd", "rmd"],
  comment: {
    opening: String.raw`<!--\s*`,
    closing: String.raw`\s*-->`,
    written: ["<!-- ", " -->"],
    cutsParagraphs: true,
    isInline: true,
  },
  skipped: [
    ["front matter", /(?<![\s\S])(?<bar>---|\+\+\+)[ \t]*\r?\n[\s\S]*?(?:^(?:\k<bar>|\.\.\.)[ \t]*$|$(?![\s\S]))/muy],
    // eslint-disable-next-line regexp/no-super-linear-backtracking -- the last branch always matches, so no shorter fence is tried
    ["code", /(?<fence>`{3,}|~{3,})(?:[\s\S]*?\n[ \t>]*\k<fence>[^\n]*|[\s\S]*)/muy],
    ["code", /(?<=^(?: {4}|\t)[ \t]*)[^\n]+/muy],
    ["a comment", /<!--[\s\S]*?(?:-->|$(?![\s\S]))/muy],
    ["code", /<(?<tag>pre|script|style|svg)\b(?:[\s\S]*?<\/\k<tag>>|[\s\S]*)/imuy],
    ["mathematics", /\$\$[\s\S]*?(?:\$\$|$(?![\s\S]))/muy],
    ["a template", /\{\{[^\n]*?\}\}|\{%[^\n]*?%\}/muy],
    ["the address of a link", /\[[^\]\n]+\]:[^\n]*|\]?\([^)\s]+\)/muy],
  ],
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
