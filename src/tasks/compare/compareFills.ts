import type { MaskFills } from "../fill/fillRequest";
import type { CompareResult } from "./compareRequest";

type ComparedFills = CompareResult["fills"][number];

/** The best fills of both, those whose probability changed most first. Where a fill is missing, it counts as 0. */
export function compareFills(
  { before, after }: { readonly before: MaskFills; readonly after: MaskFills },
  { word, top }: { readonly word: number; readonly top: number },
): ComparedFills {
  // Two pieces may be written alike, one that begins a word and one that continues it: the likelier counts.
  const [a, b] = [before, after].map(
    ({ fills }) => new Map([...fills].reverse().map(({ text, probability }) => [text, probability])),
  );
  const best = new Set([before, after].flatMap(({ fills }) => fills.slice(0, top).map(({ text }) => text)));
  const fills = Array.from(best, (text) => ({ text, ...both(a?.get(text), b?.get(text)) }));
  return {
    word,
    fills: fills.sort((x, y) => measureChange(y) - measureChange(x)),
    original: both(readOriginal(before), readOriginal(after)),
  };
}

function readOriginal({ original }: MaskFills) {
  return original && { text: original.text, probability: original.probability, rank: original.rank };
}

/** What is there of both sides. */
export function both<T>(before: T | undefined, after: T | undefined): { before?: T; after?: T } {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** How far apart two shares are. */
export function measureChange({ before = 0, after = 0 }: { before?: number | undefined; after?: number | undefined }) {
  return Math.abs(after - before);
}
