import type { PieceIndex } from "../pieces/pieceIndex";

/** A piece of a word, and the code points that it stands for: from `from` to `to`, excluded. */
export interface Found {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

export interface BestOptions {
  readonly index: PieceIndex;
  /** Logarithms of probabilities, by id. */
  readonly scores: readonly number[];
  /** Id of the piece for characters that are none. */
  readonly unk: number;
  /** The least of the scores. */
  readonly least: number;
}

/** What an unknown character scores below the least of the pieces. */
const UNKNOWN_PENALTY = 10;

/**
 * The pieces of a word whose probabilities multiply to the most (Viterbi). Unknown characters that touch are one piece.
 *
 * Source: Kudo 2018; huggingface/tokenizers v0.23, models/unigram/model.rs, `encode_optimized`.
 */
export function findBestPieces(word: string, { index, scores, unk, least }: BestOptions): readonly Found[] {
  const size = word.length;
  const best = new Float64Array(size + 1).fill(-Infinity);
  best[0] = 0;
  const begins = new Int32Array(size + 1).fill(-1);
  const ids = new Int32Array(size + 1);
  let next: number;
  for (let at = 0; at < size; at = next) {
    next = at + ((word.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    const reached = best[at] ?? 0;
    const propose = (id: number, end: number, score: number): void => {
      if (begins[end] !== -1 && reached + score <= (best[end] ?? 0)) return;
      best[end] = reached + score;
      begins[end] = at;
      ids[end] = id;
    };
    const seen: { single: boolean } = { single: false };
    index.visitPrefixes(word, at, (id, end) => {
      const score = scores[id];
      // Pieces that were added are no part of the model.
      if (score === undefined) return;
      propose(id, end, score);
      if (end === next) seen.single = true;
    });
    if (!seen.single) propose(unk, next, least - UNKNOWN_PENALTY);
  }
  return fuse(word, collect(size, begins, ids), unk);
}

/** The pieces from the last to the first, in UTF-16 units. */
function collect(size: number, begins: Int32Array, ids: Int32Array): readonly Found[] {
  const found: Found[] = [];
  for (let to = size; to > 0; to = found.at(-1)?.from ?? 0) found.push({ id: ids[to] ?? 0, from: begins[to] ?? 0, to });
  return found.reverse();
}

function fuse(word: string, found: readonly Found[], unk: number): readonly Found[] {
  const fused: Found[] = [];
  let at = 0;
  for (const { id, from, to } of found) {
    const end = at + Array.from(word.slice(from, to)).length;
    const last = fused.at(-1);
    if (id === unk && last?.id === unk) fused[fused.length - 1] = { ...last, to: end };
    else fused.push({ id, from: at, to: end });
    at = end;
  }
  return fused;
}
