import path from "node:path";
import { PROJECT_FILE } from "../lint/projectFile/projectFile";
import { FolderRules } from "./folderRules";
import type { LspDocument } from "./lspDocument";
import { type LspSettings, readSettings } from "./lspSettings";
import { findFile } from "./readPath";

export interface LspFoldersParts {
  /** What the server was started with. */
  readonly started: unknown;
  /** What the client says is set for a folder; `undefined` if it says nothing. @param folder - Its address; empty: everywhere. */
  readonly ask: (folder: string) => Promise<unknown>;
  /** Shows a sentence. */
  readonly tell: (message: string) => void;
}

/** What holds for a document. */
export interface FolderState {
  readonly settings: LspSettings;
  readonly rules: FolderRules;
}

/** The folders of the client, what is set in each, and their project files. */
export class LspFolders {
  readonly #parts: LspFoldersParts;
  #addresses: readonly string[] = [];
  readonly #states = new Map<string, Promise<FolderState>>();
  /** One for each folder, read again and again: what it said before holds where it cannot be read now. */
  readonly #rules = new Map<string, FolderRules>();
  /** The last sentence about each folder; it is not said again until it is another. */
  readonly #told = new Map<string, string>();

  constructor(parts: LspFoldersParts) {
    this.#parts = parts;
  }

  get addresses(): readonly string[] {
    return this.#addresses;
  }

  set(addresses: readonly string[]): void {
    this.#addresses = addresses.map((address) => address.replace(/\/$/, ""));
    this.#states.clear();
  }

  /** Settings or project files may have changed: asks and reads anew at the next `find`. */
  forget(): void {
    this.#states.clear();
  }

  /** What holds for a document. Never rejects: what cannot be read is told, and does nothing. */
  find(document: Pick<LspDocument, "address">): Promise<FolderState> {
    const folder = this.#findFolder(document.address);
    // Outside of any folder, the document's own counts: each has its own project file above it.
    const file = folder === undefined ? findFile(document.address) : undefined;
    const key = folder ?? (file === undefined ? "" : path.dirname(file));
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const rules =
      this.#rules.get(key) ?? new FolderRules(folder ?? "", file === undefined ? undefined : path.dirname(file));
    this.#rules.set(key, rules);
    const state = this.#read(rules, key);
    this.#states.set(key, state);
    return state;
  }

  async #read(rules: FolderRules, key: string): Promise<FolderState> {
    const { address } = rules;
    const said = await this.#parts.ask(address).catch(() => undefined);
    const issues: string[] = [];
    const settings = readSettings([said, this.#parts.started], (issue) => issues.push(issue));
    try {
      await rules.read();
    } catch (error) {
      const message = error instanceof Error ? error.message : `${PROJECT_FILE} cannot be read`;
      const then = rules.project ? "What it said before still holds." : "Until this is mended, it does nothing.";
      issues.push(`${message.replace(/\.$/, "")}. ${then}`);
    }
    this.#tell(key, issues.join(" "));
    return { settings, rules };
  }

  #tell(key: string, message: string): void {
    if (this.#told.get(key) === message) return;
    this.#told.set(key, message);
    if (message !== "") this.#parts.tell(message);
  }

  /** The innermost folder; an untitled document belongs to the only one. */
  #findFolder(address: string): string | undefined {
    const inside = this.#addresses.filter((folder) => address.startsWith(`${folder}/`));
    const innermost = [...inside].sort((a, b) => b.length - a.length)[0];
    return (
      innermost ?? (address.startsWith("untitled:") && this.#addresses.length === 1 ? this.#addresses[0] : undefined)
    );
  }
}
