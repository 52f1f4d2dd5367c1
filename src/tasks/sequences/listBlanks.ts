import { ASKING_BLANK, BLANK, type Blank, findBlank } from "../../text/spans/blank";
import type { Span } from "../../text/spans/span";
import type { Tokenizer } from "../../tokenizer/encoding";

/** A blank that the tokenizer does not know as a token. */
export interface WrittenBlank {
  readonly span: Span;
  readonly blank: Blank;
}

/**
 * The blanks of a text that no tokenizer finds: those that ask for something, and plain [MASK]s where the vocabulary has
 * another name for its mask, such as <mask>.
 */
export function listBlanks({ vocabulary }: Tokenizer, text: string): readonly WrittenBlank[] {
  const isKnown = vocabulary.specials.mask?.text === "[MASK]";
  return [...text.matchAll(isKnown ? ASKING_BLANK : ANY_BLANK)].map(({ 0: written, index }) => ({
    span: { start: index, end: index + written.length },
    blank: findBlank(written) ?? {},
  }));
}

const ANY_BLANK = new RegExp(BLANK, "g");
