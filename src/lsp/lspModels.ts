import { homedir } from "node:os";
import path from "node:path";
import type { EngineClient } from "../engine/client/engineClient";
import { isEngineTrouble } from "../engine/client/toErrorCode";
import { EngineError } from "../engine/protocol/engineError";
import type { Requests } from "../engine/protocol/protocol";
import { DEFAULT_MODELS, type Library } from "../library/library";
import type { LintModels } from "../lint/open/lintSurroundings";
import type { ModelNames } from "./lspSettings";

type ModelInfo = Requests["load"]["result"];
type Purpose = Exclude<keyof ModelNames, "tags">;

export interface LspModelsParts {
  readonly engine: Pick<EngineClient, "request">;
  readonly library: Pick<Library, "resolve" | "resolveName">;
  readonly names: ModelNames;
  /** Shows that a model loads, as long as the promise is pending. */
  readonly showLoading: (loading: Promise<unknown>) => void;
  /** Called with a sentence when the model of the settings does not load. */
  readonly tell: (message: string) => void;
}

/** The models that answer: those of the settings, or else the bundled ones. Loads nothing before the first `resolve`. */
export class LspModels implements LintModels {
  readonly #parts: LspModelsParts;
  readonly #folders = new Map<Purpose, Promise<string>>();
  readonly #loaded = new Map<Purpose, ModelInfo>();
  /** The folder of the model that labels words. */
  #tags: Promise<string | undefined> | undefined;

  constructor(parts: LspModelsParts) {
    this.#parts = parts;
  }

  info(purpose: Purpose): ModelInfo | undefined {
    return this.#loaded.get(purpose);
  }

  /** @throws {EngineError} when no model loads. */
  resolve(purpose: Purpose): Promise<string> {
    const known = this.#folders.get(purpose);
    if (known !== undefined) return known;
    const folder = this.#choose(purpose);
    this.#folders.set(purpose, folder);
    this.#parts.showLoading(folder);
    // A failure of the engine says nothing about the model, so the next request tries again.
    folder.catch(() => this.#folders.delete(purpose));
    return folder;
  }

  /** @throws {EngineError} when the engine is in trouble. */
  findNames(): Promise<string | undefined> {
    if (this.#parts.names.tags === "") return Promise.resolve(undefined);
    if (this.#tags !== undefined) return this.#tags;
    const folder = this.#chooseTags(this.#parts.names.tags);
    this.#tags = folder;
    this.#parts.showLoading(folder);
    folder.catch(() => (this.#tags = undefined));
    return folder;
  }

  async #chooseTags(name: string): Promise<string | undefined> {
    try {
      const model = await this.#find(name);
      const { has, folder } = await this.#parts.engine.request("load", { model });
      if (has.tags) return folder;
      throw new EngineError("no-readout", `model "${model}" labels no words, expected one for tags`);
    } catch (error) {
      if (isEngineTrouble(error)) throw error;
      const why = error instanceof Error ? error.message.replace(/\.$/, "") : "an unknown failure";
      this.#parts.tell(
        `Cloze could not use the tags model of the settings: ${why}. Names may be marked as wrong words.`,
      );
      return undefined;
    }
  }

  async #choose(purpose: Purpose): Promise<string> {
    const name = this.#parts.names[purpose];
    if (name === "") return this.#load(purpose, await this.#parts.library.resolve(DEFAULT_MODELS[purpose]));
    try {
      return await this.#load(purpose, await this.#find(name));
    } catch (error) {
      if (isEngineTrouble(error)) throw error;
      const folder = await this.#load(purpose, await this.#parts.library.resolve(DEFAULT_MODELS[purpose]));
      const why = error instanceof Error ? error.message.replace(/\.$/, "") : "an unknown failure";
      const other = this.#loaded.get(purpose)?.name ?? "the bundled model";
      this.#parts.tell(
        `Cloze could not use the ${purpose} model of the settings: ${why}. ${other} answers in its place.`,
      );
      return folder;
    }
  }

  /** A relative folder is none: relative to what? */
  #find(name: string): Promise<string> {
    const { library } = this.#parts;
    const folder = /^~[\\/]/.test(name) ? path.join(homedir(), name.slice(2)) : name;
    return path.isAbsolute(folder) ? library.resolve(folder) : library.resolveName(name);
  }

  async #load(purpose: Purpose, model: string): Promise<string> {
    const info = await this.#parts.engine.request("load", { model });
    if (purpose === "tone" && !info.has.classifier) {
      throw new EngineError("no-readout", `model "${model}" has no classifier, expected one for tone`);
    }
    this.#loaded.set(purpose, info);
    return info.folder;
  }
}
