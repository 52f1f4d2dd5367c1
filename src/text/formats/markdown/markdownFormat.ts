import type { FormatFacts } from "../formatFacts";

export const MARKDOWN = {
  languages: ["markdown", "chatagent", "chatmode", "instructions", "prompt", "quarto", "rmd", "skill"],
  endings: ["md", "markdown", "qmd", "rmd"],
  comment: { opening: String.raw`<!--\s*`, closing: String.raw`\s*-->` },
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
