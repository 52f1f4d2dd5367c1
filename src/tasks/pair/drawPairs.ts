import { createRandom } from "../../random/createRandom";

/** Two sentences by their indices. */
export interface DrawnPair {
  readonly first: number;
  readonly second: number;
  /** The second is the one after the first. */
  readonly follows: boolean;
}

/**
 * Draws pairs of sentences: half of them, by a toss each, are in a row, and in the others the second is any other sentence
 * that reads differently. BERT drew that one from another document; a document's own sentences are harder to tell.
 *
 * @returns At most `count`, in the order drawn; no sentence comes first twice.
 * Source: google-research/bert, `create_instances_from_document` of create_pretraining_data.py.
 */
export function drawPairs(
  sentences: readonly string[],
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly DrawnPair[] {
  const random = createRandom(seed);
  const firsts = sentences.slice(1).map((_, i) => i);
  const drawn: DrawnPair[] = [];
  while (drawn.length < count && firsts.length > 0) {
    const [first = 0] = firsts.splice(Math.floor(random() * firsts.length), 1);
    const own = new Set([sentences[first], sentences[first + 1]]);
    const others = sentences.flatMap((text, i) => (own.has(text) ? [] : [i]));
    const follows = random() < 0.5;
    if (follows) drawn.push({ first, second: first + 1, follows });
    else if (others.length > 0) {
      drawn.push({ first, second: others[Math.floor(random() * others.length)] ?? 0, follows });
    }
  }
  return drawn;
}
