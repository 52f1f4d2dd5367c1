import path from "node:path";
import { findProjectFile, type FoundProjectFile } from "../cli/lint/findProjectFile";
import { readOwnRules } from "../cli/lint/readOwnRules";
import { AcceptedSentences } from "../lint/open/acceptedSentences";
import type { Rule } from "../lint/rule";
import { RULES } from "../lint/rules";
import { openAcceptedFile } from "./acceptedFile";
import { findFile } from "./readPath";

/** What holds in a folder besides settings: its project file, the rules that it names, what was left unmarked. */
export class FolderRules {
  /** The address; empty for documents outside of any folder of the client. */
  readonly address: string;
  readonly #folder: string | undefined;
  #project: FoundProjectFile | undefined;
  #own: readonly Rule[] = [];
  #accepted: AcceptedSentences;

  /** @param fallback - The folder of the document, where the client names none. */
  constructor(address: string, fallback?: string) {
    this.address = address;
    this.#folder = findFile(address) ?? fallback;
    this.#accepted = new AcceptedSentences(openAcceptedFile(address));
  }

  /** All rules that there are here, on or off. */
  get rules(): readonly Rule[] {
    return [...RULES, ...this.#own];
  }

  get project(): FoundProjectFile["file"] | undefined {
    return this.#project?.file;
  }

  get accepted(): AcceptedSentences {
    return this.#accepted;
  }

  /** Where the project file is, or would be; `undefined` where there can be none. */
  get projectFolder(): string | undefined {
    return this.#project?.folder ?? this.#folder;
  }

  /** True for a document that the project file leaves out. */
  ignores(address: string): boolean {
    const file = findFile(address);
    if (this.#project === undefined || file === undefined) return false;
    return this.#project.file.ignores(path.relative(this.#project.folder, file).split(path.sep).join("/"));
  }

  /** Another editor may have left something unmarked meanwhile. */
  rereadAccepted(): void {
    this.#accepted = new AcceptedSentences(openAcceptedFile(this.address));
  }

  /**
   * Reads it anew. Where that fails, what was read before still holds.
   *
   * @throws {CliError} What `findProjectFile` and `readOwnRules` throw.
   */
  async read(): Promise<void> {
    this.rereadAccepted();
    if (this.#folder === undefined) return;
    const project = await findProjectFile(this.#folder);
    const own = await readOwnRules(this.#folder, [], project);
    this.#project = project;
    this.#own = own;
  }
}
