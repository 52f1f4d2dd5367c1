import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { cutText } from "../wording/cutText";
import { quote } from "../wording/quote";
import { LibraryError } from "./libraryError";

/** "text" is the model for fills, pairs, embeddings, tokens and attention; "tone" is the model that scores sentences. */
export type Purpose = "text" | "tone";

/** The default model of each purpose, by the name of its folder. One bundled model has all the readouts. */
export const DEFAULT_MODELS: Readonly<Record<Purpose, string>> = { text: "cloze-small", tone: "cloze-small" };

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
  /**
   * The absolute folder of a bundled model, given its name, or of any checkpoint, given its folder. A bundled name wins
   * over a folder of the same name: write `./name` for the folder.
   *
   * @param from - Base of a relative folder; default: the working directory.
   * @throws {LibraryError} `unknown-model`, `not-a-checkpoint`, `not-installed`.
   */
  resolve(nameOrFolder: string, from?: string): Promise<string>;
}

export interface LibraryOptions {
  /** Absolute folder whose subfolders are the bundled models. */
  readonly bundledFolder: string;
}

/** Most file names that an error lists. */
const MAX_NAMES = 8;

export function createLibrary({ bundledFolder }: LibraryOptions): Library {
  const list = () => listModels(bundledFolder);
  return {
    list,
    async resolve(nameOrFolder, from = process.cwd()) {
      if (nameOrFolder.trim() === "") {
        throw new LibraryError(
          "unknown-model",
          `model ${quote(nameOrFolder)}: expected ${await describeChoices(list)}`,
        );
      }
      if (isName(nameOrFolder)) {
        const model = (await list()).find(({ name }) => name === nameOrFolder);
        if (model !== undefined) return model.folder;
      }
      return resolveFolder(nameOrFolder, path.resolve(from, nameOrFolder), list);
    },
  };
}

async function listModels(bundledFolder: string): Promise<readonly LibraryModel[]> {
  const names = await readNames(bundledFolder);
  if (names === undefined) {
    throw new LibraryError("not-installed", `bundled models: no folder "${bundledFolder}"; install Cloze again`);
  }
  const models: LibraryModel[] = [];
  for (const name of names) {
    const folder = path.join(bundledFolder, name);
    if ((await readNames(folder))?.includes("config.json") !== true) continue;
    models.push({ name, folder });
  }
  return models;
}

/** A name holds no path separator of any system. */
function isName(nameOrFolder: string): boolean {
  return !/[\\/]/.test(nameOrFolder) && nameOrFolder !== "." && nameOrFolder !== "..";
}

async function resolveFolder(asked: string, folder: string, list: Library["list"]): Promise<string> {
  const names = await readNames(folder);
  if (names?.includes("config.json") === true) return folder;
  if (names !== undefined) {
    throw new LibraryError(
      "not-a-checkpoint",
      `model folder "${folder}" holds ${describeNames(names)}, expected a checkpoint: config.json, vocab.txt or tokenizer.json, model.safetensors`,
    );
  }
  if (await isFile(folder)) {
    throw new LibraryError(
      "not-a-checkpoint",
      `model "${folder}" is a file, expected the folder of a checkpoint: config.json, vocab.txt or tokenizer.json, model.safetensors`,
    );
  }
  throw new LibraryError(
    "unknown-model",
    `model ${quote(asked)}: no folder "${cutText(folder, 300)}", and expected ${await describeChoices(list)}`,
  );
}

async function describeChoices(list: Library["list"]): Promise<string> {
  const names = (await list()).map(({ name }) => name);
  return `${names.length === 0 ? "" : `a bundled name (${names.join(", ")}) or `}a folder that holds config.json`;
}

function describeNames(names: readonly string[]): string {
  if (names.length === 0) return "nothing";
  const more = names.length - MAX_NAMES;
  return (
    names
      .slice(0, MAX_NAMES)
      .map((name) => cutText(name, 80))
      .join(", ") + (more > 0 ? ` and ${more} more` : "")
  );
}

/** The names in a folder, sorted; `undefined` if there is no such folder. */
async function readNames(folder: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
