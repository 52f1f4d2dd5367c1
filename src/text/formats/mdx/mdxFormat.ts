import type { FormatFacts } from "../formatFacts";

export const MDX = {
  languages: ["mdx"],
  endings: ["mdx"],
  comment: { opening: String.raw`(?:<!--|\{\/\*)\s*`, closing: String.raw`\s*(?:-->|\*\/\})` },
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
