import { KEY_BYTES, type RecordForm } from "./answerRecord";

/** Rows of a new table. */
const FIRST_ROWS = 1024;
/** Slots for each row: at most half of them are taken, so that a search ends soon. */
const SLOTS_PER_ROW = 2;

/**
 * Answers by key, as the bytes of their form: 44 for the tone of a sentence by three labels, and 8 for its slots, where
 * objects in a `Map` take 200.
 *
 * Of two tables the younger takes what is new; when it is full it becomes the elder, and what the elder held is
 * forgotten. So at least the `most` answers added last are held, and at most twice as many, as in the file. What is asked
 * for does not become younger: a check that begins anew asks for the oldest first, and would push out what it asks next.
 */
export class PackedAnswers<T> {
  readonly #form: RecordForm<T>;
  readonly #most: number;
  #young: Table;
  #elder: Table;

  constructor(form: RecordForm<T>, most: number) {
    this.#form = form;
    this.#most = most;
    this.#young = new Table(form.bytes);
    this.#elder = new Table(form.bytes);
  }

  /** @param key - Of {@link KEY_BYTES} Latin-1 characters. */
  get(key: string): T | undefined {
    const young = this.#young.find(key);
    if (young !== undefined) return this.#form.read(this.#young.rows, young);
    const elder = this.#elder.find(key);
    return elder === undefined ? undefined : this.#form.read(this.#elder.rows, elder);
  }

  /** @throws {RangeError} for an answer that does not fit the form. */
  set(key: string, answer: T): void {
    if (this.#young.count >= this.#most && this.#young.find(key) === undefined) {
      this.#elder = this.#young;
      this.#young = new Table(this.#form.bytes);
    }
    const at = this.#young.add(key);
    this.#form.write(answer, this.#young.rows, at);
  }
}

/** Rows of a key and an answer, found by open addressing. */
class Table {
  /** Rows that are held. */
  count = 0;
  rows: Buffer;
  readonly #rowBytes: number;
  /** Row + 1 of each slot; 0: free. */
  #slots = new Uint32Array(SLOTS_PER_ROW * FIRST_ROWS);

  constructor(answerBytes: number) {
    this.#rowBytes = KEY_BYTES + answerBytes;
    this.rows = Buffer.alloc(FIRST_ROWS * this.#rowBytes);
  }

  /** @returns Where its answer lies in `rows`. */
  find(key: string): number | undefined {
    const row = this.#slots[this.#findSlot(Buffer.from(key, "latin1"))] ?? 0;
    return row === 0 ? undefined : this.#answerAt(row - 1);
  }

  /** @returns Where its answer is to be written in `rows`, also if the key is known. */
  add(key: string): number {
    if (SLOTS_PER_ROW * (this.count + 1) > this.#slots.length) this.#grow();
    const bytes = Buffer.from(key, "latin1");
    if (bytes.length !== KEY_BYTES) throw new RangeError(`key of ${bytes.length} bytes, expected ${KEY_BYTES}`);
    const slot = this.#findSlot(bytes);
    const known = this.#slots[slot] ?? 0;
    if (known !== 0) return this.#answerAt(known - 1);
    bytes.copy(this.rows, this.count * this.#rowBytes);
    this.#slots[slot] = ++this.count;
    return this.#answerAt(this.count - 1);
  }

  #answerAt(row: number): number {
    return row * this.#rowBytes + KEY_BYTES;
  }

  /** The slot of a key, or the free one in which it belongs. A key is a hash: its first bytes say where to begin. */
  #findSlot(key: Buffer): number {
    const mask = this.#slots.length - 1;
    for (let slot = key.readUInt32LE(0) & mask; ; slot = (slot + 1) & mask) {
      const row = this.#slots[slot] ?? 0;
      if (row === 0) return slot;
      const at = (row - 1) * this.#rowBytes;
      if (key.compare(this.rows, at, at + KEY_BYTES) === 0) return slot;
    }
  }

  #grow(): void {
    const rows = Buffer.alloc(2 * this.rows.length);
    this.rows.copy(rows);
    this.rows = rows;
    this.#slots = new Uint32Array(2 * this.#slots.length);
    for (let row = 0; row < this.count; row++) {
      const at = row * this.#rowBytes;
      this.#slots[this.#findSlot(rows.subarray(at, at + KEY_BYTES))] = row + 1;
    }
  }
}
