import type { FormatFacts } from "../formatFacts";

export const RST = {
  languages: ["restructuredtext"],
  endings: ["rst", "rest"],
  comment: { opening: String.raw`^[ \t]*\.\.[ \t]+`, closing: String.raw`[ \t]*$` },
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
