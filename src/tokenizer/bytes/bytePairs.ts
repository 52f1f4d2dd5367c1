import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import type { PieceIndex } from "../pieces/pieceIndex";
import { TokenizerError } from "../tokenizerError";

/** A piece that some symbols of a word became: those from `from` to `to`, excluded. */
export interface Merged {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** A key of the heap holds a rank above a place: of equal ranks the leftmost comes first. */
const PLACES = 2 ** 31;

/**
 * Joins the symbols of a word, the pair first that was learnt first, until no pair is known.
 *
 * Source: Sennrich et al. 2016; huggingface/tokenizers v0.23, models/bpe/word.rs, `merge_all`.
 */
export class BytePairs {
  readonly #size: number;
  /** By the ids of a pair: its rank. */
  readonly #ranks = new Map<number, number>();
  /** By rank: the id of what the pair becomes. */
  readonly #joined: Int32Array;

  /** @throws {TokenizerError} `bad-merge` for a pair whose parts or whole are no pieces. */
  constructor(merges: readonly string[], index: PieceIndex, size: number) {
    this.#size = size;
    this.#joined = new Int32Array(merges.length);
    for (const [rank, merge] of merges.entries()) {
      const space = merge.indexOf(" ", 1);
      const [left, right] = [merge.slice(0, space), merge.slice(space + 1)];
      const [first, second, whole] = [index.find(left), index.find(right), index.find(left + right)];
      if (space === -1 || first === undefined || second === undefined || whole === undefined) {
        const message = l10n.t(
          "merge {0}, {1}: expected two pieces of the vocabulary that are a piece together",
          rank,
          quote(merge),
        );
        throw new TokenizerError("bad-merge", message);
      }
      const key = first * size + second;
      // Of a pair that is listed twice the later rank counts, as in the reference.
      this.#ranks.set(key, rank);
      this.#joined[rank] = whole;
    }
  }

  /** @param ids - One for each symbol; at least one. */
  merge(ids: readonly number[]): readonly Merged[] {
    if (ids.length === 1) return [{ id: ids[0] ?? 0, from: 0, to: 1 }];
    const own = Int32Array.from(ids); // -1 once it is part of the symbol before it
    const nexts = Int32Array.from(ids, (_, at) => at + 1);
    const befores = Int32Array.from(ids, (_, at) => at - 1);
    const heap = new Heap();
    const propose = (at: number): void => {
      const rank = at < 0 ? undefined : this.#findRank(own, at, read(nexts, at));
      if (rank !== undefined) heap.push(rank * PLACES + at);
    };
    for (let at = 0; at < ids.length - 1; at++) propose(at);
    for (let key = heap.pop(); key !== undefined; key = heap.pop()) {
      const rank = Math.floor(key / PLACES);
      const at = key % PLACES;
      const next = read(nexts, at);
      // One of the two may have been joined to another since.
      if (this.#findRank(own, at, next) !== rank) continue;
      own[at] = read(this.#joined, rank);
      own[next] = -1;
      const after = read(nexts, next);
      nexts[at] = after;
      if (after < ids.length) befores[after] = at;
      propose(read(befores, at));
      propose(at);
    }
    return listMerged(own, nexts);
  }

  /** The rank of the pair of the symbols at two places; none if either is no symbol, or the pair is not known. */
  #findRank(own: Int32Array, at: number, next: number): number | undefined {
    const [first, second] = [own[at] ?? -1, own[next] ?? -1];
    return first < 0 || second < 0 ? undefined : this.#ranks.get(first * this.#size + second);
  }
}

function listMerged(own: Int32Array, nexts: Int32Array): readonly Merged[] {
  const merged: Merged[] = [];
  for (let at = 0; at < own.length; at = read(nexts, at))
    merged.push({ id: read(own, at), from: at, to: read(nexts, at) });
  return merged;
}

/** @param at - Within the array. */
function read(values: Int32Array, at: number): number {
  return values[at] ?? 0;
}

/** A heap of numbers, the least on top. */
class Heap {
  readonly #keys: number[] = [];

  push(key: number): void {
    const keys = this.#keys;
    let at = keys.length;
    keys.push(key);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((keys[above] ?? 0) <= key) break;
      keys[at] = keys[above] ?? 0;
      at = above;
    }
    keys[at] = key;
  }

  pop(): number | undefined {
    const keys = this.#keys;
    const [top] = keys;
    const last = keys.pop();
    if (last === undefined || keys.length === 0) return top;
    let at = 0;
    for (let below = 1; below < keys.length; below = 2 * at + 1) {
      if ((keys[below + 1] ?? Infinity) < (keys[below] ?? 0)) below += 1;
      if ((keys[below] ?? 0) >= last) break;
      keys[at] = keys[below] ?? 0;
      at = below;
    }
    keys[at] = last;
    return top;
  }
}
