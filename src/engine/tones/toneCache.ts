import { createHmac, randomBytes } from "node:crypto";
import type { ToneReading } from "../../tasks/tone/toneReading";
import { MOST_RECORDS, type ToneLog } from "./toneLog";
import { KEY_BYTES } from "./toneRecord";

/** What was read is written so long after the first of it: many sentences at once, and after their answer. */
const WRITE_MS = 1000;

export interface ToneCacheOptions {
  /** Where readings are kept between runs of the engine; if it fails, they are not. */
  readonly openLog?: (() => Promise<ToneLog>) | undefined;
  /** Sentences in memory, those used last; 50,000 unless said, under 10 MB. */
  readonly most?: number;
}

/**
 * Tone readings of the sentences that one loaded model read last, so that an edited sentence costs one sentence. Holds
 * hashes of the sentences, not the sentences.
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

  /** Reads what is kept on disk; before anything is found or added. */
  open(): Promise<void> {
    return (this.#opening ??= this.#load());
  }

  find(sentence: string): ToneReading | undefined {
    const key = this.#hash(sentence);
    const reading = this.#readings.get(key);
    // A Map keeps its order of insertion: the least recently used comes first.
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

  /** Writes what is not yet written. */
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
      // A folder that cannot be had costs the second reading of a sentence, and nothing else.
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
      // A full disk, or a file that another process holds: these are read again another time.
      .catch(() => undefined);
    return this.#writing;
  }

  /** UTF-16 as it is: as UTF-8, lone surrogates would all be one character. */
  #hash(sentence: string): string {
    return createHmac("sha256", this.#secret).update(sentence, "utf16le").digest().toString("latin1", 0, KEY_BYTES);
  }
}
