import type { CachedModel } from "./cache/cachedModels";

/**
 * "text" is the model for fills, pairs, embeddings, tokens and attention; "tone" is the model that scores sentences;
 * "similar" is the one that compares them; "answers" answers questions about a text, "tags" labels its words, and
 * "judgements" says of two sentences whether one follows from the other, or the like.
 */
export type Purpose = "text" | "tone" | "similar" | "answers" | "tags" | "judgements";

export const PURPOSES: readonly Purpose[] = ["text", "tone", "similar", "answers", "tags", "judgements"];

/**
 * The default model of each purpose, by the name of its folder. One bundled model has all the readouts but those for
 * answers, tags and judgements: it stands there for a model that says what is missing.
 */
export const DEFAULT_MODELS: Readonly<Record<Purpose, string>> = {
  // eslint-disable-next-line language/untranslated -- a name
  text: "cloze-small",
  tone: "cloze-small",
  similar: "cloze-small",
  answers: "cloze-small",
  tags: "cloze-small",
  judgements: "cloze-small",
};

/** A model on the user's machine. */
export interface LibraryModel {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
}

/** Finds checkpoint folders by their names. It does not read them: the engine validates a checkpoint when it loads it. */
export interface Library {
  /**
   * The bundled models, sorted by name.
   *
   * @throws {LibraryError} `not-installed` when the folder that should hold them is missing.
   */
  list(): Promise<readonly LibraryModel[]>;
  /** The models in the cache of Hugging Face's hub, whoever fetched them, sorted by name. */
  listCached(): Promise<readonly CachedModel[]>;
  /** The folder of that cache; absolute. */
  readonly hubCache: string;
  /**
   * The absolute folder of a model, given its bundled name, the folder of any checkpoint, or the name `owner/name` or
   * `owner/name@revision` of a model of the hub that is in the cache. In this order: write `./name` for a folder that has
   * a bundled name. Nothing is ever fetched.
   *
   * @param from - Base of a relative folder; default: the working directory.
   * @throws {LibraryError} `unknown-model`, `not-a-checkpoint`, `not-installed`, `not-here`.
   */
  resolve(nameOrFolder: string, from?: string): Promise<string>;
  /**
   * As `resolve`, of names alone: a relative folder is none.
   *
   * @throws {LibraryError} `unknown-model`, `not-installed`, `not-here`.
   */
  resolveName(name: string): Promise<string>;
}

export interface LibraryOptions {
  /** Absolute folder whose subfolders are the bundled models. */
  readonly bundledFolder: string;
  /** Absolute folder of the hub's cache. Default: the one that Hugging Face's tools use. */
  readonly hubCache?: string;
}
