import { createHmac, randomBytes } from "node:crypto";
import { type AnswerLog, MOST_RECORDS } from "./answerLog";
import type { RecordForm } from "./answerRecord";
import { sentenceKey } from "./sentenceKey";

/** Answers are written this long after the first new one: many at once, and after their answer. */
const WRITE_MS = 1000;

export interface AnswerCacheOptions<T> {
  /** Opens the file that keeps answers between runs of the engine. Without it, or if it fails, none are kept. */
  readonly openLog?: (() => Promise<AnswerLog<T>>) | undefined;
  /** Which answers are written to that file. Default: all. */
  readonly isKept?: RecordForm<T>["isKept"];
  /** Number of sentences in memory, those used last. Default: 50,000, which take less than 10 MB. */
  readonly most?: number;
}

/**
 * Answers about the sentences that one loaded model read last, so that after an edit only the edited sentence is read.
 * Holds hashes of the sentences, not the sentences.
 */
export class AnswerCache<T extends object> {
  readonly #answers = new Map<string, T>();
  readonly #options: AnswerCacheOptions<T>;
  #secret: Buffer = randomBytes(32);
  #log: AnswerLog<T> | undefined;
  #opening: Promise<void> | undefined;
  #unwritten = new Map<string, T>();
  #timer: NodeJS.Timeout | undefined;
  #writing = Promise.resolve();

  constructor(options: AnswerCacheOptions<T> = {}) {
    this.#options = options;
  }

  /** Loads the answers that are kept on disk. Call it before `find` and `add`. */
  open(): Promise<void> {
    return (this.#opening ??= this.#load());
  }

  find(sentence: string): T | undefined {
    const key = this.#hash(sentence);
    const answer = this.#answers.get(key);
    // A Map keeps its order of insertion, so the least recently used key comes first.
    if (answer !== undefined) this.#keep(key, answer);
    return answer;
  }

  add(sentence: string, answer: T): void {
    const key = this.#hash(sentence);
    this.#keep(key, answer);
    if (this.#log === undefined || this.#options.isKept?.(answer) === false) return;
    this.#unwritten.set(key, answer);
    this.#timer ??= setTimeout(() => void this.#write(), WRITE_MS).unref();
  }

  /** A key of 32 bytes for what only who has the sentence may read. */
  deriveKey(sentence: string): Buffer {
    // The first part has an odd number of bytes, and a sentence an even one: no sentence has the hash of another's key.
    return createHmac("sha256", this.#secret).update("sealed:").update(sentence, "utf16le").digest();
  }

  /** Writes the answers that are not written yet. */
  async close(): Promise<void> {
    await this.#opening;
    await this.#write();
  }

  async #load(): Promise<void> {
    try {
      const log = await this.#options.openLog?.();
      if (log === undefined) return;
      for (const [key, answer] of await log.read()) this.#keep(key, answer);
      this.#secret = log.secret;
      this.#log = log;
    } catch {
      // If the folder cannot be used, sentences are read again after a restart; nothing else is lost.
    }
  }

  #keep(key: string, answer: T): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const { most = MOST_RECORDS } = this.#options;
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= most) break;
      this.#answers.delete(oldest);
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

  #hash(sentence: string): string {
    return sentenceKey(this.#secret, sentence);
  }
}
