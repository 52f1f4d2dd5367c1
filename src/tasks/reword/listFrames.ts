import { touchesKept } from "./listKept";
import type { Surroundings } from "./listWordingEdits";
import type { Edit } from "./rewrite";

/** What says that somebody sees it so; written for Cloze. */
// eslint-disable-next-line language/untranslated -- words of what is read
const OPENERS = ["It seems that", "In my view,", "My impression is that"] as const;
const COST = 0.2;

/** What says that a fault can be mended. */
// eslint-disable-next-line language/untranslated -- words of what is read
const ENDING = "; this can be improved";
const ENDING_COST = 0.35;
/** A statement that is neither about people nor to them, nor a question; one sentence long. */
const THING =
  /^(?!(?:i|i['’]\p{L}+|we|we['’]\p{L}+|you|you['’]\p{L}+|he|she|they|they['’]\p{L}+|who|whoever|whose|what|whatever|why|how|where|please|stop|quit|let|use|try|read|look|do|don['’]t|never|imagine|ask|go|make|get|give|put|keep|take|check|see|note|notice|consider|add|run|write|call|send|turn|revert|remove|delete|fix|my|thanks|somebody|someone|nobody|there|there['’]s)\s)[^.!?;:]+\.?$/iu;

/** Words that are no names, so that they lose their capital behind an opener. */
const FIRST =
  /^(?:the|this|these|those|it|its|our|your|their|his|her|we|you|they|he|she|there|every|each|all|some|most|many|any|such|in|on|at|for|with|after|before|when|as|by|from|using|even|even though|reading|writing|running|debugging)(?=\s)/i;

/**
 * What may stand around a statement: "It seems that the page is wrong.", "The page is wrong; this can be improved."
 * Questions and exclamations take none.
 */
export function listFrames(surroundings: Surroundings): readonly Edit[] {
  return [...listOpeners(surroundings), ...listEndings(surroundings)];
}

function listEndings({ text, kept }: Surroundings): readonly Edit[] {
  const trimmed = text.trimEnd();
  const end = trimmed.endsWith(".") ? trimmed.length - 1 : trimmed.length;
  if (!THING.test(trimmed) || touchesKept(kept, { start: end, end })) return [];
  return [{ start: end, end, text: ENDING, cost: ENDING_COST }];
}

function listOpeners({ text, kept }: Surroundings): readonly Edit[] {
  const first = FIRST.exec(text)?.[0];
  if (first === undefined || /[!?]$|:/.test(text.trimEnd()) || touchesKept(kept, { start: 0, end: 1 })) return [];
  const letter = text.charAt(0);
  return OPENERS.map((opener) => ({ start: 0, end: 1, text: `${opener} ${letter.toLowerCase()}`, cost: COST }));
}
