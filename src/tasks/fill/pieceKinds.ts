import type { Tokenizer } from "../../tokenizer/encoding";

const LETTERS = /^[\p{L}\p{N}\p{M}]+$/u;
const OTHER = 0;
export const WORD = 1;
export const CONTINUATION = 2;
const kindsOf = new WeakMap<Tokenizer, Uint8Array>();

/** For each id: a word's first piece (letters or digits), a continuation of letters or digits, or neither. */
export function classifyPieces(tokenizer: Tokenizer): Uint8Array {
  let kinds = kindsOf.get(tokenizer);
  if (kinds === undefined) {
    const { vocabulary } = tokenizer;
    const special = new Set(Object.values(vocabulary.specials).map(({ id }) => id));
    kinds = Uint8Array.from({ length: vocabulary.size }, (_, id) => {
      if (special.has(id) || !LETTERS.test(vocabulary.spell([id]))) return OTHER;
      return vocabulary.beginsWord(id) ? WORD : CONTINUATION;
    });
    kindsOf.set(tokenizer, kinds);
  }
  return kinds;
}
