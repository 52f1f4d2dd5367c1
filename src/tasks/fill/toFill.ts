import type { Model } from "../model/model";
import { caseLike } from "../words/caseLike";
import type { Fill } from "./fillRequest";
import { spellPieces } from "./spellPieces";
import type { Word } from "./wordScorer";

/** @param opens - A word begins at the mask, where "##s" says that a piece goes on with the one before; inside a word it needs no "##". */
export function toFill(
  { tokenizer }: Model,
  word: Word,
  { original, opens }: { readonly original: string | undefined; readonly opens: boolean },
): Fill {
  const text = spellPieces(tokenizer.vocabulary, word.ids, opens);
  return {
    text: original !== undefined && !tokenizer.cased ? caseLike(text, original) : text,
    probability: Math.exp(word.logProbability),
    pieces: word.ids.length,
  };
}
