/** All pieces of a vocabulary as a tree of UTF-16 units, in flat arrays. */
export interface PieceTrie {
  /** The node where a text leads from the root: a place to start matching from; `undefined` if no piece starts with it. */
  findNode(text: string): number | undefined;
  /**
   * The longest piece that stands in `text` at `from`, read on from `node`. Costs no more than that piece's length.
   *
   * @returns Whether there is one; its id and end are then in `id` and `end` until the next call.
   */
  matchLongest(text: string, from: number, node: number): boolean;
  readonly id: number;
  readonly end: number;
}

export const ROOT = 0;

const NONE = -1;

/** @param pieces - The piece of id i at index i, without duplicates. */
export function createPieceTrie(pieces: readonly string[]): PieceTrie {
  return new Trie(pieces);
}

/**
 * Edges live in one hash table, open addressing with linear probing: (node, unit) → child. A `Map` for each node took
 * several times the memory.
 */
class Trie implements PieceTrie {
  id = NONE;
  end = 0;
  readonly #mask: number;
  readonly #edgeNodes: Int32Array;
  readonly #edgeUnits: Uint16Array;
  readonly #edgeChildren: Int32Array;
  /** Piece that ends at each node, or NONE. */
  readonly #ids: Int32Array;
  #nodes = 1;

  constructor(pieces: readonly string[]) {
    const units = pieces.reduce((sum, piece) => sum + piece.length, 0);
    let slots = 16;
    while (slots < units * 2) slots *= 2;
    this.#mask = slots - 1;
    this.#edgeNodes = new Int32Array(slots).fill(NONE);
    this.#edgeUnits = new Uint16Array(slots);
    this.#edgeChildren = new Int32Array(slots);
    this.#ids = new Int32Array(units + 1).fill(NONE);
    pieces.forEach((piece, id) => {
      this.#add(piece, id);
    });
  }

  findNode(text: string): number | undefined {
    let node = ROOT;
    for (let index = 0; index < text.length; index++) {
      node = this.#follow(node, text.charCodeAt(index));
      if (node === NONE) return undefined;
    }
    return node;
  }

  matchLongest(text: string, from: number, node: number): boolean {
    this.id = NONE;
    for (let index = from; index < text.length; index++) {
      node = this.#follow(node, text.charCodeAt(index));
      if (node === NONE) break;
      const id = this.#ids[node] ?? NONE;
      if (id === NONE) continue;
      this.id = id;
      this.end = index + 1;
    }
    return this.id !== NONE;
  }

  #add(piece: string, id: number): void {
    let node = ROOT;
    for (let index = 0; index < piece.length; index++) {
      const unit = piece.charCodeAt(index);
      const slot = this.#findSlot(node, unit);
      if (this.#edgeNodes[slot] === NONE) {
        this.#edgeNodes[slot] = node;
        this.#edgeUnits[slot] = unit;
        this.#edgeChildren[slot] = this.#nodes++;
      }
      node = this.#edgeChildren[slot] ?? NONE;
    }
    this.#ids[node] = id;
  }

  #follow(node: number, unit: number): number {
    const slot = this.#findSlot(node, unit);
    return this.#edgeNodes[slot] === NONE ? NONE : (this.#edgeChildren[slot] ?? NONE);
  }

  /** The edge's slot, or the free one where it belongs. At most half of the slots are taken, so there is a free one. */
  #findSlot(node: number, unit: number): number {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    while (this.#edgeNodes[slot] !== NONE && (this.#edgeNodes[slot] !== node || this.#edgeUnits[slot] !== unit)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}
