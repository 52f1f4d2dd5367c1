import { createHmac, randomBytes } from "node:crypto";
import type * as vscode from "vscode";
import { normalizeSentence } from "../../lint/projectFile/hashSentence";

/** Their key in the storage of the workspace. */
const NAME = "lint.accepted";
/** Hexadecimal digits of a hash. */
const HASH_LENGTH = 32;
/** Most sentences that are kept; beyond, those accepted first are marked again. */
const MOST = 5000;

export interface AcceptedSentence {
  readonly hash: string;
  /** Address of the file in which it was accepted: that is where a list finds its text. */
  readonly file: string;
}

interface Kept {
  /** Random: without it, nobody can test whether a sentence is among them. */
  readonly key: string;
  readonly sentences: readonly AcceptedSentence[];
}

/**
 * The sentences of this workspace on which the person wants no mark, whichever model reads them. Only keyed hashes and
 * the addresses of files are stored, no text.
 */
export class AcceptedSentences {
  readonly #storage: vscode.Memento;
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  /** By hash, in the order in which they were accepted. */
  #sentences: ReadonlyMap<string, AcceptedSentence>;

  constructor(storage: vscode.Memento) {
    this.#storage = storage;
    const kept = storage.get(NAME);
    this.#key = isKept(kept) ? kept.key : randomBytes(16).toString("hex");
    this.#sentences = mapByHash(isKept(kept) ? kept.sentences : []);
  }

  get count(): number {
    return this.#sentences.size;
  }

  has(sentence: string): boolean {
    return this.find(sentence) !== undefined;
  }

  find(sentence: string): AcceptedSentence | undefined {
    return this.#sentences.size === 0 ? undefined : this.#sentences.get(this.#hash(sentence));
  }

  /** All of them, the one accepted last first. */
  list(): readonly AcceptedSentence[] {
    return [...this.#sentences.values()].reverse();
  }

  /** @param file - Its address. */
  async add(sentence: string, file: string): Promise<void> {
    const hash = this.#hash(sentence);
    const others = [...this.#sentences.values()].filter((each) => each.hash !== hash);
    await this.#keep([...others, { hash, file }].slice(-MOST));
  }

  /** Marks it again. */
  async remove({ hash }: AcceptedSentence): Promise<void> {
    await this.#keep([...this.#sentences.values()].filter((each) => each.hash !== hash));
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
    this.#sentences = mapByHash(sentences);
    const kept: Kept = { key: this.#key, sentences };
    await this.#storage.update(NAME, kept);
    for (const listener of this.#listeners) listener();
  }

  #hash(sentence: string): string {
    return createHmac("sha256", this.#key).update(normalizeSentence(sentence)).digest("hex").slice(0, HASH_LENGTH);
  }
}

function mapByHash(sentences: readonly AcceptedSentence[]): ReadonlyMap<string, AcceptedSentence> {
  return new Map(sentences.map((each) => [each.hash, each]));
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  const { key, sentences } = value as Partial<Record<keyof Kept, unknown>>;
  return typeof key === "string" && Array.isArray(sentences) && sentences.every(isSentence);
}

function isSentence(value: unknown): value is AcceptedSentence {
  if (typeof value !== "object" || value === null) return false;
  const { hash, file } = value as Partial<Record<keyof AcceptedSentence, unknown>>;
  return typeof hash === "string" && typeof file === "string";
}
