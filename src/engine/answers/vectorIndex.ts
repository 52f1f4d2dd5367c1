import { randomBytes, randomUUID } from "node:crypto";
import type { AnswerLog } from "./kept/answerLog";
import { sentenceKey } from "./kept/sentenceKey";
import { VectorRows } from "./vectorRows";

/** Vectors in memory: a library of books has fewer sentences. With 1,024 numbers each they take half a gigabyte. */
const MOST_ROWS = 500_000;

/** The vectors of the sentences that one model has read, by keyed hashes of the sentences. */
export class VectorIndex {
  /** Names the rows of this index. */
  readonly epoch = randomUUID();
  readonly table: VectorRows;
  readonly #rows = new Map<string, number>();
  readonly #openLog: (() => Promise<AnswerLog<Int8Array>>) | undefined;
  #log: AnswerLog<Int8Array> | undefined;
  #secret: Buffer = randomBytes(32);
  #opening: Promise<void> | undefined;
  #unwritten = new Map<string, Int8Array>();
  #writing: Promise<void> = Promise.resolve();

  /** @param openLog - Opens the file that keeps vectors between runs. Without it, or if it fails, none are kept. */
  constructor(hiddenSize: number, openLog: (() => Promise<AnswerLog<Int8Array>>) | undefined) {
    this.table = new VectorRows(hiddenSize);
    this.#openLog = openLog;
  }

  /** Whether there is no room for more. */
  get isFull(): boolean {
    return this.table.count >= MOST_ROWS;
  }

  /** Loads the vectors that are kept on disk. Call it before anything else. */
  open(): Promise<void> {
    return (this.#opening ??= this.#load());
  }

  find(sentence: string): number | undefined {
    return this.#rows.get(sentenceKey(this.#secret, sentence));
  }

  /** @returns Its row, also if it is known. */
  add(sentence: string, vector: Int8Array): number {
    const key = sentenceKey(this.#secret, sentence);
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = this.table.add(vector);
    this.#rows.set(key, row);
    if (this.#log !== undefined) this.#unwritten.set(key, vector);
    return row;
  }

  /** Writes the vectors that are not written yet. */
  write(): Promise<void> {
    const added = this.#unwritten;
    if (added.size === 0) return this.#writing;
    this.#unwritten = new Map();
    this.#writing = this.#writing
      .then(() => this.#log?.add(added))
      // The disk is full, or another process holds the file: these sentences will be read again.
      .catch(() => undefined);
    return this.#writing;
  }

  async #load(): Promise<void> {
    try {
      const log = await this.#openLog?.();
      if (log === undefined) return;
      for await (const [key, vector] of log.read()) this.#rows.set(key, this.table.add(vector));
      this.#secret = log.secret;
      this.#log = log;
    } catch {
      // If the folder cannot be used, sentences are read again after a restart; nothing else is lost.
      this.#rows.clear();
    }
  }
}
