import { normalizeSentence } from "./normalizeSentence";

/** Sentences with fewer words in common than this share are not the same one, rewritten. */
const LEAST_SHARE = 0.4;
/** How far around its place an earlier form of a sentence is looked for, in sentences that are gone. */
const REACH = 10;

/**
 * What each sentence was before: `undefined` for one that was there as it is, wherever; its earlier form for one that was
 * edited; null for a new one. Of sentences that are there several times, as many count as unchanged as there were.
 *
 * @param now - In document order, as are those `before`.
 */
export function pairSentences(
  now: readonly string[],
  before: readonly string[],
): readonly (string | null | undefined)[] {
  const texts = now.map(normalizeSentence);
  const places = new Map<string, number[]>();
  for (const [at, sentence] of before.entries()) {
    const text = normalizeSentence(sentence);
    places.set(text, [...(places.get(text) ?? []), at]);
  }
  const kept = texts.map((text) => places.get(text)?.shift());
  const gone = [...places.values()].flat().sort((a, b) => a - b);
  const words = new Map(gone.map((at) => [at, listWords(before[at] ?? "")]));
  let last = -1;
  return texts.map((text, i) => {
    const place = kept[i];
    if (place !== undefined) {
      last = place;
      return undefined;
    }
    const at = findNearest(gone, last, { words: listWords(text), earlier: words });
    if (at === undefined) return null;
    words.delete(at);
    last = at;
    return before[at] ?? null;
  });
}

function findNearest(
  gone: readonly number[],
  last: number,
  {
    words,
    earlier,
  }: { readonly words: ReadonlySet<string>; readonly earlier: ReadonlyMap<number, ReadonlySet<string>> },
): number | undefined {
  let found: { readonly at: number; readonly share: number } | undefined;
  const from = findFirst(gone, last);
  for (const at of gone.slice(Math.max(0, from - REACH), from + REACH)) {
    const others = earlier.get(at);
    if (others === undefined) continue;
    const share = computeShare(words, others);
    if (share >= LEAST_SHARE && share > (found?.share ?? 0)) found = { at, share };
  }
  return found?.at;
}

/** Index of the first number above `value` in an ascending list. */
function findFirst(list: readonly number[], value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? Infinity) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Dice's coefficient of two sets of words, 0..1. */
function computeShare(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return one.size + other.size === 0 ? 0 : (2 * common) / (one.size + other.size);
}

function listWords(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}
