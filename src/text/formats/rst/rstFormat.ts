import type { FormatFacts } from "../formatFacts";

export const RST = {
  languages: ["restructuredtext"],
  endings: ["rst", "rest"],
  comment: {
    opening: String.raw`^[ \t]*\.\.[ \t]+`,
    closing: String.raw`[ \t]*$`,
    written: [".. ", ""],
    cutsParagraphs: true,
    needsGap: true,
  },
  skipped: [
    ["a directive without prose", /\.\. (?:\|[^|\n]+\| )?[\w:+-]+::[^\n]*(?:\n(?:[ \t]+[^\n]*|[ \t]*(?=\n)))*/muy],
    ["the address of a link", /\.\. _[^\n]*/muy],
    ["a comment", /\.\.(?=\s)[^\n]*(?:\n[ \t]+[^\n]*)*/muy],
    ["a field", /(?<=^[ \t]*):[^:\n]+:[^\n]*/muy],
    ["code", /(?<=^[ \t]+)[^\n]+/muy],
  ],
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
