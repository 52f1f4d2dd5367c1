import { posix } from "node:path";
import { normalizeSentence } from "../../text/sentences/normalizeSentence";
import type { RuleSettings } from "../ruleSetting";
import { hashSentence, isSentenceHash } from "./hashSentence";
import { PathPattern } from "./pathPattern";

/** Its name at the root of a folder. */
export const PROJECT_FILE = ".cloze.json";

/** The fields of a project file that say something. */
export interface ProjectFields {
  readonly rules?: RuleSettings;
  readonly own?: readonly string[];
  readonly languages?: readonly string[];
  readonly ignorePaths?: readonly string[];
  readonly accepted?: readonly string[];
}

/** What a team has agreed on for the files of a folder. */
export class ProjectFile {
  readonly rules: RuleSettings;
  /** Files of tones, relative to the folder, with "/". */
  readonly own: readonly string[];
  /** `undefined`: as the settings say. */
  readonly languages: readonly string[] | undefined;
  readonly #ignored: readonly PathPattern[];
  readonly #sentences: ReadonlySet<string>;
  readonly #hashes: ReadonlySet<string>;

  constructor({ rules = {}, own = [], languages, ignorePaths = [], accepted = [] }: ProjectFields) {
    this.rules = rules;
    this.own = [...new Set(own.map((path) => posix.normalize(path)))];
    this.languages = languages;
    this.#ignored = ignorePaths.map((pattern) => new PathPattern(pattern));
    this.#sentences = new Set(accepted.filter((text) => !isSentenceHash(text)).map(normalizeSentence));
    this.#hashes = new Set(accepted.filter(isSentenceHash).map((hash) => hash.toLowerCase()));
  }

  /** @param path - Relative to the folder, with "/". */
  ignores(path: string): boolean {
    return this.#ignored.some((pattern) => pattern.matches(path));
  }

  accepts(sentence: string): boolean {
    if (this.#sentences.size > 0 && this.#sentences.has(normalizeSentence(sentence))) return true;
    return this.#hashes.size > 0 && this.#hashes.has(hashSentence(sentence));
  }

  /** What of it holds in a folder that the person does not trust: rules may be switched, nothing else. */
  restrict(): ProjectFile {
    return new ProjectFile({ rules: this.rules });
  }
}
