import { createHmac, randomBytes } from "node:crypto";
import type { ToneReading } from "../../tasks/tone/toneReading";
import { MOST_RECORDS, type ToneLog } from "./toneLog";
import { KEY_BYTES } from "./toneRecord";

/** Readings are written this long after the first new one: many at once, and after their answer. */
const WRITE_MS = 1000;

export interface ToneCacheOptions {
  /** Opens the file that keeps readings between runs of the engine. Without it, or if it fails, none are kept. */
  readonly openLog?: (() => Promise<ToneLog>) | undefined;
  /** Number of sentences in memory, those used last. Default: 50,000, which take less than 10 MB. */
  readonly most?: number;
}

/**
 * Tone readings of the sentences that one loaded model read last, so that after an edit only the edited sentence is read.
 * Holds hashes of the sentences, not the sentences.
 */
export class ToneCache {
  readonly #readings = new Map<string, ToneReading>();
  readonly #options: ToneCacheOptions;
  #secret: Buffer = randomBytes(32);
  #log: ToneLog | undefined;
  #opening: Promise<void> | undefined;
  #unwritten = new Map<string, ToneReading>();
  #timer: NodeJS.Timeout | undefined;
  #writing = Promise.resolve();

  constructor(options: ToneCacheOptions = {}) {
    this.#options = options;
  }

  /** Loads the readings that are kept on disk. Call it before `find` and `add`. */
  open(): Promise<void> {
    return (this.#opening ??= this.#load());
  }

  find(sentence: string): ToneReading | undefined {
    const key = this.#hash(sentence);
    const reading = this.#readings.get(key);
    // A Map keeps its order of insertion, so the least recently used key comes first.
    if (reading !== undefined) this.#keep(key, reading);
    return reading;
  }

  add(sentence: string, reading: ToneReading): void {
    const key = this.#hash(sentence);
    this.#keep(key, reading);
    if (this.#log === undefined) return;
    this.#unwritten.set(key, reading);
    this.#timer ??= setTimeout(() => void this.#write(), WRITE_MS).unref();
  }

  /** Writes the readings that are not written yet. */
  async close(): Promise<void> {
    await this.#opening;
    await this.#write();
  }

  async #load(): Promise<void> {
    try {
      const log = await this.#options.openLog?.();
      if (log === undefined) return;
      for (const [key, reading] of await log.read()) this.#keep(key, reading);
      this.#secret = log.secret;
      this.#log = log;
    } catch {
      // If the folder cannot be used, sentences are read again after a restart; nothing else is lost.
    }
  }

  #keep(key: string, reading: ToneReading): void {
    this.#readings.delete(key);
    this.#readings.set(key, reading);
    const { most = MOST_RECORDS } = this.#options;
    for (const oldest of this.#readings.keys()) {
      if (this.#readings.size <= most) break;
      this.#readings.delete(oldest);
    }
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const added = this.#unwritten;
    if (added.size === 0) return this.#writing;
    this.#unwritten = new Map();
    this.#writing = this.#writing
      .then(() => this.#log?.add(added))
      // The disk is full, or another process holds the file: these sentences will be read again.
      .catch(() => undefined);
    return this.#writing;
  }

  /** Hashes the UTF-16 units: in UTF-8, all lone surrogates would be the same character. */
  #hash(sentence: string): string {
    return createHmac("sha256", this.#secret).update(sentence, "utf16le").digest().toString("latin1", 0, KEY_BYTES);
  }
}
