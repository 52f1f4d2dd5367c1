import { createNonce, hashWithKey } from "#platform/hashes";
import { normalizeSentence } from "../../text/sentences/normalizeSentence";
import type { Span } from "../../text/spans/span";

/** Their key in the storage of the workspace. */
const NAME = "lint.accepted";
/** Hexadecimal digits of a hash. */
const HASH_LENGTH = 32;
/** Most of them that are kept; beyond, those accepted first are marked again. */
const MOST = 5000;

/** A sentence, or one word of it. */
export interface AcceptedSentence {
  /** Of the sentence. */
  readonly hash: string;
  /** Address of the file in which it was accepted: that is where a list finds its text. */
  readonly file: string;
  /** In the text of the sentence: the word, or the empty place where one seemed to be missing. Absent for all of it. */
  readonly place?: Span;
}

/** Where they are kept: the storage that VS Code gives a workspace, or a file. */
export interface AcceptedStorage {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

interface Kept {
  /** Random: without it, nobody can test whether a sentence is among them. */
  readonly key: string;
  readonly sentences: readonly AcceptedSentence[];
}

/**
 * The sentences of this workspace, and words of them, on which the person wants no mark, whichever model reads them.
 * Only keyed hashes, places and the addresses of files are stored, no text.
 */
export class AcceptedSentences {
  readonly #storage: AcceptedStorage;
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  /** In the order in which they were accepted. */
  #all: readonly AcceptedSentence[] = [];
  #byHash: ReadonlyMap<string, readonly AcceptedSentence[]> = new Map();

  constructor(storage: AcceptedStorage) {
    this.#storage = storage;
    const kept = storage.get(NAME);
    this.#key = isKept(kept) ? kept.key : createNonce();
    this.#hold(isKept(kept) ? kept.sentences : []);
  }

  get count(): number {
    return this.#all.length;
  }

  /** @param place - Of a word in the sentence: true too if that word alone was accepted. */
  has(sentence: string, place?: Span): boolean {
    return this.find(sentence).some((each) => each.place === undefined || isSame(each.place, place));
  }

  /** What was accepted of a sentence. */
  find(sentence: string): readonly AcceptedSentence[] {
    return this.#all.length === 0 ? [] : (this.#byHash.get(this.#hash(sentence)) ?? []);
  }

  /** All of them, the one accepted last first. */
  list(): readonly AcceptedSentence[] {
    return this.#all.toReversed();
  }

  /** @param file - Its address. @param place - Of the word; none: the sentence. */
  async add(sentence: string, file: string, place?: Span): Promise<void> {
    const added = { hash: this.#hash(sentence), file, ...(place && { place }) };
    await this.#keep([...this.#all.filter((each) => !isEqual(each, added)), added].slice(-MOST));
  }

  /** Marks it again. */
  async remove(accepted: AcceptedSentence): Promise<void> {
    await this.#keep(this.#all.filter((each) => !isEqual(each, accepted)));
  }

  async clear(): Promise<void> {
    await this.#keep([]);
  }

  /** @param listener - Called whenever the sentences change. @returns A function that ends this. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #keep(sentences: readonly AcceptedSentence[]): Promise<void> {
    this.#hold(sentences);
    const kept: Kept = { key: this.#key, sentences };
    await this.#storage.update(NAME, kept);
    for (const listener of this.#listeners) listener();
  }

  #hold(sentences: readonly AcceptedSentence[]): void {
    this.#all = sentences;
    const byHash = new Map<string, AcceptedSentence[]>();
    for (const each of sentences) byHash.set(each.hash, [...(byHash.get(each.hash) ?? []), each]);
    this.#byHash = byHash;
  }

  #hash(sentence: string): string {
    return hashWithKey(this.#key, normalizeSentence(sentence)).slice(0, HASH_LENGTH);
  }
}

function isEqual(one: AcceptedSentence, other: AcceptedSentence): boolean {
  return one.hash === other.hash && isSame(one.place, other.place);
}

function isSame(one: Span | undefined, other: Span | undefined): boolean {
  return one?.start === other?.start && one?.end === other?.end;
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  const { key, sentences } = value as Partial<Record<keyof Kept, unknown>>;
  return typeof key === "string" && Array.isArray(sentences) && sentences.every(isSentence);
}

function isSentence(value: unknown): value is AcceptedSentence {
  if (typeof value !== "object" || value === null) return false;
  const { hash, file, place } = value as Partial<Record<keyof AcceptedSentence, unknown>>;
  return typeof hash === "string" && typeof file === "string" && (place === undefined || isSpan(place));
}

function isSpan(value: unknown): value is Span {
  if (typeof value !== "object" || value === null) return false;
  const { start, end } = value as Partial<Record<keyof Span, unknown>>;
  return Number.isInteger(start) && Number.isInteger(end);
}
