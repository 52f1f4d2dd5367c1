import type { FormatFacts } from "../formatFacts";

export const ASCIIDOC = {
  languages: ["asciidoc"],
  endings: ["adoc", "asciidoc"],
  comment: { opening: String.raw`^\/\/[ \t]*`, closing: String.raw`[ \t]*$` },
  isCheckedByDefault: true,
} as const satisfies FormatFacts;
