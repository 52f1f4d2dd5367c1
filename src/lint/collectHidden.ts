import { type Hidden, listHidden } from "../text/sentences/listHidden";
import type { Sentence } from "../text/spans/sentence";

/** A sentence, and the text of the document that it is in. */
export interface PlacedSentence {
  readonly sentence: Sentence;
  readonly document: string;
}

/**
 * What stands in documents where sentences have a placeholder, by the text of the sentence. Of sentences that read alike
 * and hide different things it says nothing, because an answer is for all that read alike.
 */
export function collectHidden(placed: readonly PlacedSentence[]): ReadonlyMap<string, readonly Hidden[]> {
  const found = new Map<string, readonly Hidden[]>();
  for (const { sentence, document } of placed) {
    const hidden = listHidden(sentence, document);
    const before = found.get(sentence.text);
    found.set(sentence.text, before === undefined ? hidden : before.map((each, i) => unite(each, hidden[i])));
  }
  return found;
}

function unite(one: Hidden, other: Hidden | undefined): Hidden {
  return one.text === other?.text ? one : { ...one, text: "" };
}
