import type { FormatFacts } from "../formatFacts";

/** Programs make most files of HTML. */
export const HTML = {
  languages: ["html"],
  endings: ["html", "htm", "xhtml"],
  comment: { opening: String.raw`<!--\s*`, closing: String.raw`\s*-->`, written: ["<!-- ", " -->"], isInline: true },
  skipped: [
    ["a comment", /<!--[\s\S]*?(?:-->|$(?![\s\S]))/muy],
    ["code", /<(?<tag>code|pre|script|style|svg)\b(?:[\s\S]*?<\/\k<tag>>|[\s\S]*)/imuy],
  ],
  isCheckedByDefault: false,
} as const satisfies FormatFacts;
