import type { FormatFacts } from "../formatFacts";

/** Programs make most files of HTML. */
export const HTML = {
  languages: ["html"],
  endings: ["html", "htm", "xhtml"],
  comment: { opening: String.raw`<!--\s*`, closing: String.raw`\s*-->` },
  isCheckedByDefault: false,
} as const satisfies FormatFacts;
