import type { FormatFacts } from "../formatFacts";

export const LATEX = {
  languages: ["latex", "tex"],
  endings: ["tex", "ltx"],
  comment: { opening: String.raw`(?<!\\)%[ \t]*`, closing: String.raw`[ \t]*$` },
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
