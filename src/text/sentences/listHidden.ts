import { CODE_WORD, LINK_WORD, MATH_WORD } from "../markup/placeholders";
import type { Sentence } from "../spans/sentence";

/** A placeholder in a sentence, and what it stands for. */
export interface Hidden {
  /** Of the placeholder, in the sentence's text. */
  readonly start: number;
  /** What stands in the document, markup included; empty where that cannot be told. */
  readonly text: string;
}

const PLACEHOLDER = new RegExp(`^(\\s*)(?:${CODE_WORD}|${LINK_WORD}|${MATH_WORD})\\s*$`, "u");

/**
 * The placeholders of a sentence: "code" where `npm ci` stands in the document.
 *
 * @param document - The text in which the sentence's runs are.
 */
export function listHidden({ text, runs }: Sentence, document: string): readonly Hidden[] {
  // A gap before the first run, between two runs and behind the last one.
  return Array.from({ length: runs.length + 1 }, (_, i) => [runs[i - 1], runs[i]] as const).flatMap(
    ([before, after]) => {
      const start = before ? before.textStart + before.length : 0;
      const found = PLACEHOLDER.exec(text.slice(start, after?.textStart));
      if (!found) return [];
      const hidden = before && after ? document.slice(before.start + before.length, after.start) : "";
      return [{ start: start + (found[1]?.length ?? 0), text: hidden }];
    },
  );
}
