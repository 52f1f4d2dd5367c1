import type { FormatFacts } from "../formatFacts";

export const LATEX = {
  languages: ["latex", "tex"],
  endings: ["tex", "ltx"],
  comment: { opening: String.raw`(?<!\\)%[ \t]*`, closing: String.raw`[ \t]*$`, written: ["% ", ""] },
  skipped: [
    ["the preamble", /(?<![\s\S])[\s\S]*?\\begin\{document\}/muy],
    ["a comment", /%[^\n]*/muy],
    ["mathematics", /\$\$[\s\S]*?(?:\$\$|$(?![\s\S]))|\\\[[\s\S]*?(?:\\\]|$(?![\s\S]))/muy],
    [
      "an environment without prose",
      /\\begin\{(?<name>(?!document\b|itemize\b|enumerate\b|description\b)[^}\n]*)\}(?:[\s\S]*?\\end\{\k<name>\}|[\s\S]*)/muy,
    ],
    ["a command", /\\[A-Za-z@]+\*?(?:\[[^\]\n]*\]|\{[^}\n]*\})*/muy],
  ],
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
