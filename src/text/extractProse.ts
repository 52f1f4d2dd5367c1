import { extractMarkdown } from "./extractMarkdown";
import { extractPlainText } from "./extractPlainText";
import type { Prose } from "./sentence";

export type Format = "markdown" | "plaintext";

/**
 * The blocks of prose of a document, in its order: paragraphs, headings, list items, table cells. Line breaks inside
 * a block are spaces; of Markdown the markup is gone, and code, mathematics and addresses are one word each. Any text
 * can be read: what is no good Markdown is prose.
 */
export function extractProse(text: string, format: Format): readonly Prose[] {
  switch (format) {
    case "markdown":
      return extractMarkdown(text);
    case "plaintext":
      return extractPlainText(text);
  }
}
