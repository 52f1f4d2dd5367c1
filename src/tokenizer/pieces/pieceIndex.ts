/** Constants of the hash FNV-1a, which is fed a UTF-16 unit at a time. */
const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/**
 * Finds the pieces of a vocabulary by a hash that takes one step for each UTF-16 unit, so a longer candidate costs one
 * step more. A tree of units was several times as large, and took several times as long to build.
 */
export class PieceIndex {
  /** Id of the piece that `matchLongest` found last, and where it ends in the text. */
  id = 0;
  end = 0;
  /** The two ids of a piece that the vocabulary holds twice. */
  readonly duplicate: readonly [number, number] | undefined;
  readonly #pieces: readonly string[];
  readonly #longest: number;
  /** Hash of each piece, by id. */
  readonly #hashes: Int32Array;
  /** Open addressing with linear probing: id + 1, or 0 for a free slot. At most half of the slots are taken. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** @param pieces - The piece of id i at index i. */
  constructor(pieces: readonly string[]) {
    let slots = 16;
    while (slots < pieces.length * 2) slots *= 2;
    this.#pieces = pieces;
    this.#hashes = new Int32Array(pieces.length);
    this.#slots = new Int32Array(slots);
    this.#mask = slots - 1;
    this.#longest = pieces.reduce((longest, { length }) => Math.max(longest, length), 0);
    this.duplicate = this.#addAll();
  }

  find(piece: string): number | undefined {
    const id = this.#findId(hashOf(piece), "", piece, { from: 0, end: piece.length });
    return id < 0 ? undefined : id;
  }

  /**
   * Finds the longest piece that consists of `prefix` and at least one unit of `text` from `from` on.
   *
   * @returns Whether there is one; `id` and `end` then describe it until the next call.
   */
  matchLongest(prefix: string, text: string, from: number): boolean {
    const last = Math.min(text.length, from + this.#longest - prefix.length);
    let hash = hashOf(prefix);
    let found = false;
    for (let end = from + 1; end <= last; end++) {
      hash = mix(hash, text.charCodeAt(end - 1));
      const id = this.#findId(hash, prefix, text, { from, end });
      if (id < 0) continue;
      this.id = id;
      this.end = end;
      found = true;
    }
    return found;
  }

  /** Visits every piece that stands in `text` from `from` on, shortest first. */
  visitPrefixes(text: string, from: number, visit: (id: number, end: number) => void): void {
    const last = Math.min(text.length, from + this.#longest);
    let hash = SEED;
    for (let end = from + 1; end <= last; end++) {
      hash = mix(hash, text.charCodeAt(end - 1));
      const id = this.#findId(hash, "", text, { from, end });
      if (id >= 0) visit(id, end);
    }
  }

  /** A loop without calls: it runs once, before the engine has compiled any of it. */
  #addAll(): readonly [number, number] | undefined {
    const [pieces, hashes, slots, mask] = [this.#pieces, this.#hashes, this.#slots, this.#mask];
    let duplicate: readonly [number, number] | undefined;
    for (let id = 0; id < pieces.length; id++) {
      const piece = pieces[id] ?? "";
      let hash = SEED;
      for (let index = 0; index < piece.length; index++) hash = Math.imul(hash ^ piece.charCodeAt(index), PRIME);
      hashes[id] = hash;
      let slot = (hash ^ (hash >>> 15)) & mask;
      for (let taken = slots[slot] ?? 0; taken !== 0; taken = slots[slot] ?? 0) {
        if (hashes[taken - 1] === hash && pieces[taken - 1] === piece) duplicate ??= [taken - 1, id];
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
    return duplicate;
  }

  /** @returns -1 if there is none. */
  #findId(hash: number, prefix: string, text: string, place: { readonly from: number; readonly end: number }): number {
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    for (let taken = this.#slots[slot] ?? 0; taken !== 0; taken = this.#slots[slot] ?? 0) {
      const id = taken - 1;
      if (this.#hashes[id] === hash && isPiece(this.#pieces[id] ?? "", prefix, text, place)) return id;
      slot = (slot + 1) & this.#mask;
    }
    return -1;
  }
}

function hashOf(text: string): number {
  let hash = SEED;
  for (let index = 0; index < text.length; index++) hash = mix(hash, text.charCodeAt(index));
  return hash;
}

function mix(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

function isPiece(
  piece: string,
  prefix: string,
  text: string,
  { from, end }: { readonly from: number; readonly end: number },
): boolean {
  if (piece.length !== prefix.length + end - from || !piece.startsWith(prefix)) return false;
  for (let index = prefix.length; index < piece.length; index++) {
    if (piece.charCodeAt(index) !== text.charCodeAt(from + index - prefix.length)) return false;
  }
  return true;
}
