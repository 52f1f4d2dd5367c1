import type * as vscode from "vscode";

/** Their key in the storage of the workspace. */
const NAME = "lint.offFiles";
/** Most files that are kept; beyond, those turned off first are checked again. */
const MOST = 500;

/** The files for which the person has turned the check off, for themselves. */
export class OffFiles {
  readonly #storage: vscode.Memento;
  readonly #listeners = new Set<() => void>();
  #addresses: ReadonlySet<string>;

  constructor(storage: vscode.Memento) {
    this.#storage = storage;
    const kept = storage.get<unknown>(NAME);
    const isList = Array.isArray(kept) && kept.every((address) => typeof address === "string");
    this.#addresses = new Set(isList ? kept : []);
  }

  has(uri: vscode.Uri): boolean {
    return this.#addresses.size > 0 && this.#addresses.has(uri.toString());
  }

  async set(uri: vscode.Uri, isOff: boolean): Promise<void> {
    const others = [...this.#addresses].filter((address) => address !== uri.toString());
    this.#addresses = new Set([...others, ...(isOff ? [uri.toString()] : [])].slice(-MOST));
    await this.#storage.update(NAME, [...this.#addresses]);
    for (const listener of this.#listeners) listener();
  }

  /** @param listener - Called whenever a file is turned off or on. @returns A function that ends this. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
