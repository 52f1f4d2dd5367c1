import { createHmac, randomBytes } from "node:crypto";
import type * as vscode from "vscode";

/** Their key in the storage of the workspace. */
const NAME = "tone.accepted";
/** Hexadecimal digits of a hash. */
const HASH_LENGTH = 32;
/** Most sentences that are kept; beyond, those accepted first are marked again. */
const MOST = 5000;

interface Kept {
  /** Random: without it, nobody can test whether a sentence is among them. */
  readonly key: string;
  readonly hashes: readonly string[];
}

/** The sentences of this workspace on which the person wants no mark. Only keyed hashes are stored, no text. */
export class AcceptedSentences {
  readonly #storage: vscode.Memento;
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  #hashes: Set<string>;

  constructor(storage: vscode.Memento) {
    this.#storage = storage;
    const kept = storage.get(NAME);
    this.#key = isKept(kept) ? kept.key : randomBytes(16).toString("hex");
    this.#hashes = new Set(isKept(kept) ? kept.hashes : []);
  }

  get count(): number {
    return this.#hashes.size;
  }

  has(sentence: string): boolean {
    return this.#hashes.size > 0 && this.#hashes.has(this.#hash(sentence));
  }

  async add(sentence: string): Promise<void> {
    this.#hashes = new Set([...this.#hashes, this.#hash(sentence)].slice(-MOST));
    await this.#keep();
  }

  /** @param listener - Called whenever the sentences change. @returns A function that ends this. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async clear(): Promise<void> {
    this.#hashes = new Set();
    await this.#keep();
  }

  async #keep(): Promise<void> {
    const kept: Kept = { key: this.#key, hashes: [...this.#hashes] };
    await this.#storage.update(NAME, kept);
    for (const listener of this.#listeners) listener();
  }

  #hash(sentence: string): string {
    return createHmac("sha256", this.#key).update(sentence).digest("hex").slice(0, HASH_LENGTH);
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  const { key, hashes } = value as Partial<Record<keyof Kept, unknown>>;
  return typeof key === "string" && Array.isArray(hashes) && hashes.every((hash) => typeof hash === "string");
}
