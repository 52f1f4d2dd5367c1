import type { Token } from "../encoding";

export interface CutOptions {
  /** Most tokens of one window, at least 1. */
  readonly capacity: number;
  /** Most tokens that two neighbours share; at most half of `capacity`, so that the windows hold at most twice the tokens. */
  readonly overlap: number;
}

/** A range of token indices, `end` excluded. */
export interface TokenRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts tokens between words into as few ranges as possible; a word that fits no window is cut between pieces. Every token
 * is in a range, and there is a range even without tokens.
 */
export function cutWindows(tokens: readonly Token[], { capacity, overlap }: CutOptions): readonly TokenRange[] {
  const units = listUnits(tokens, capacity);
  const ranges: TokenRange[] = [];
  let first = 0;
  let next = 0; // the first unit that is in no window yet
  do {
    const start = units[first]?.start ?? 0;
    while (next < units.length && (units[next]?.end ?? 0) - start <= capacity) next += 1;
    ranges.push({ start, end: units[next - 1]?.end ?? 0 });
    first = computeShared(units, next, { capacity, overlap });
  } while (next < units.length);
  return ranges;
}

/** The first unit of the next window: as far back from `next` as `overlap` allows, so that `next` still fits. */
function computeShared(units: readonly TokenRange[], next: number, { capacity, overlap }: CutOptions): number {
  const upcoming = units[next];
  if (upcoming === undefined) return next;
  const earliest = Math.max(upcoming.start - overlap, upcoming.end - capacity);
  let first = next;
  while (first > 0 && (units[first - 1]?.start ?? -1) >= earliest) first -= 1;
  return first;
}

/** The units that are not cut: words, and the pieces of a word over `capacity`. */
function listUnits(tokens: readonly Token[], capacity: number): readonly TokenRange[] {
  const units: TokenRange[] = [];
  for (let start = 0, end = 0; start < tokens.length; start = end) {
    const word = tokens[start]?.word;
    while (end < tokens.length && tokens[end]?.word === word) end += 1;
    if (end - start <= capacity) units.push({ start, end });
    else for (let piece = start; piece < end; piece++) units.push({ start: piece, end: piece + 1 });
  }
  return units;
}
