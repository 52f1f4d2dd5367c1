import { createHmac, randomBytes } from "node:crypto";
import { type AnswerLog, MOST_RECORDS } from "./answerLog";
import type { RecordForm } from "./answerRecord";
import { PackedAnswers } from "./packedAnswers";
import { sentenceKey } from "./sentenceKey";

/** Answers are written this long after the first new one: many at once, and after their answer. */
const WRITE_MS = 1000;
/** Answers held as objects, which take 10 MB. */
const MOST_OBJECTS = 50_000;

export interface AnswerCacheOptions<T> {
  /** As what answers are held in memory. Without it, and where it does not keep an answer: as objects. */
  readonly form?: RecordForm<T>;
  /** Opens the file that keeps answers between runs of the engine. Without it, or if it fails, none are kept. */
  readonly openLog?: (() => Promise<AnswerLog<T>>) | undefined;
  /**
   * Sentences in memory. In a form those added last, up to twice as many, and {@link MOST_RECORDS} by default; as objects
   * those used last, and {@link MOST_OBJECTS}.
   */
  readonly most?: number;
}

/**
 * Answers about the sentences that one loaded model read last, so that after an edit only the edited sentence is read.
 * Holds hashes of the sentences, not the sentences.
 */
export class AnswerCache<T extends object> {
  readonly #packed: PackedAnswers<T> | undefined;
  /** The least recently used first. */
  readonly #objects = new Map<string, T>();
  readonly #options: AnswerCacheOptions<T>;
  #secret: Buffer = randomBytes(32);
  #log: AnswerLog<T> | undefined;
  #opening: Promise<void> | undefined;
  #unwritten = new Map<string, T>();
  #timer: NodeJS.Timeout | undefined;
  #writing = Promise.resolve();

  constructor(options: AnswerCacheOptions<T> = {}) {
    this.#options = options;
    const { form, most } = options;
    this.#packed = form && new PackedAnswers(form, most ?? MOST_RECORDS);
  }

  /** Loads the answers that are kept on disk. Call it before `find` and `add`. */
  open(): Promise<void> {
    return (this.#opening ??= this.#load());
  }

  find(sentence: string): T | undefined {
    const key = this.#hash(sentence);
    const object = this.#objects.get(key);
    if (object === undefined) return this.#packed?.get(key);
    this.#holdObject(key, object);
    return object;
  }

  add(sentence: string, answer: T): void {
    const key = this.#hash(sentence);
    this.#hold(key, answer);
    if (this.#log === undefined || this.#options.form?.isKept?.(answer) === false) return;
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
      for await (const [key, answer] of log.read()) this.#hold(key, answer);
      this.#secret = log.secret;
      this.#log = log;
    } catch {
      // If the folder cannot be used, sentences are read again after a restart; nothing else is lost.
    }
  }

  #hold(key: string, answer: T): void {
    if (this.#packed === undefined || this.#options.form?.isKept?.(answer) === false) {
      this.#holdObject(key, answer);
      return;
    }
    this.#objects.delete(key);
    this.#packed.set(key, answer);
  }

  /** A Map keeps its order of insertion, so the least recently used key comes first. */
  #holdObject(key: string, answer: T): void {
    this.#objects.delete(key);
    this.#objects.set(key, answer);
    const { form, most = MOST_OBJECTS } = this.#options;
    const [oldest] = this.#objects.keys();
    if (oldest !== undefined && this.#objects.size > (form ? MOST_OBJECTS : most)) this.#objects.delete(oldest);
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
