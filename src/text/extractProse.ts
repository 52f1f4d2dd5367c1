import { extractMarkdown, type PieceReading } from "./extractMarkdown";
import { extractPlainText } from "./extractPlainText";
import type { PartMemory } from "./partMemory";
import type { Prose } from "./sentence";

export type Format = "markdown" | "plaintext";

/**
 * The blocks of prose of a document, in its order: paragraphs, headings, list items, table cells. Line breaks inside
 * a block are spaces; of Markdown the markup is gone, and code, mathematics and addresses are one word each. Any text
 * can be read: what is no good Markdown is prose.
 *
 * @param memory - Best of all, of an earlier version of the document; Markdown alone takes long enough to be remembered.
 */
export function extractProse(text: string, format: Format, memory?: PartMemory<PieceReading>): readonly Prose[] {
  switch (format) {
    case "markdown":
      return extractMarkdown(text, memory);
    case "plaintext":
      return extractPlainText(text);
  }
}
