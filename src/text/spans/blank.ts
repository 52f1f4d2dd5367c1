/**
 * A blank as people write it: `[MASK]`; `[MASK*2]`, which takes a word of two pieces; `[MASK|red,green]`, which takes one
 * of these words.
 */
export interface Blank {
  /** How many pieces the word has; any number if absent. */
  readonly pieces?: number;
  /** The words that are meant, as they are written; all if absent. One may be empty: a comma too many. */
  readonly words?: readonly string[];
}

/** The source of a pattern, for use within others. Nobody writes more than 999 letters into a blank. */
export const BLANK = String.raw`\[MASK(?:\*\d{1,3}|\|[^\[\]\r\n]{0,999})?\]`;
/** Blanks in capitals that ask for some words or for a number of pieces: no tokenizer knows such a token. */
export const ASKING_BLANK = new RegExp(`(?!\\[MASK\\])${BLANK}`, "g");
const WHOLE = new RegExp(`^${BLANK}$`, "i");

/** What a text says if it is a blank and nothing else, in capitals or not. */
export function findBlank(text: string): Blank | undefined {
  if (!WHOLE.test(text)) return undefined;
  const rest = text.slice("[MASK".length, -1);
  if (rest.startsWith("*")) return { pieces: Number(rest.slice(1)) };
  if (rest.startsWith("|")) {
    return {
      words: rest
        .slice(1)
        .split(",")
        .map((word) => word.trim()),
    };
  }
  return {};
}
