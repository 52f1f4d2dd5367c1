import type { Model } from "../model/model";
import { caseLike } from "../words/caseLike";
import type { Fill } from "./fillRequest";
import { spellPieces } from "./spellPieces";
import type { Word } from "./wordScorer";

/** @param continues - The mask stands inside a word, where a continuation needs no "##"; elsewhere "##s" says what it is. */
export function toFill(
  { tokenizer }: Model,
  word: Word,
  { original, continues }: { readonly original: string | undefined; readonly continues: boolean },
): Fill {
  const text = spellPieces(tokenizer.vocabulary, word.ids, continues);
  return {
    text: original !== undefined && !tokenizer.cased ? caseLike(text, original) : text,
    probability: Math.exp(word.logProbability),
    pieces: word.ids.length,
  };
}
