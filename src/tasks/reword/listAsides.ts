import { buildEdit } from "./buildEdit";
import { touchesKept } from "./listKept";
import type { Surroundings } from "./listWordingEdits";
import type { Edit } from "./rewrite";

/** A remark at the end that judges what was said: ", what a mess", ", which is a shame". */
const REMARK = /[,;–—]\s+(?:what an?|which is|which makes it|like an?)\s[^,;:.!?()]{2,50}(?=[.!?]*\s*$)/giu;
/** What stands in brackets inside a sentence. */
const BRACKETED = /\([^()]{3,60}\)/gu;
/** A short phrase. */
const MOST_WORDS = 7;
const COST = 0.12;

/** Remarks that a text can do without, as changes that drop them. */
export function listAsides({ text, kept, isWord }: Surroundings): readonly Edit[] {
  return [REMARK, BRACKETED].flatMap((pattern) =>
    Array.from(text.matchAll(pattern)).flatMap(({ 0: found, index }) => {
      const words = found.match(/[\p{L}\p{N}'’-]+/gu)?.length ?? 0;
      const edit = buildEdit(text, { start: index, end: index + found.length, text: "", cost: COST }, isWord);
      return words > MOST_WORDS || touchesKept(kept, edit) ? [] : [edit];
    }),
  );
}
