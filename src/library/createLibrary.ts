import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import * as l10n from "@vscode/l10n";
import { cutText } from "../wording/cutText";
import { quote } from "../wording/quote";
import { findSnapshot, listCachedModels } from "./cache/cachedModels";
import { selectHubCache } from "./cache/hubCacheFolder";
import { findModelName, MAIN, writeModelName } from "./cache/modelName";
import type { Library, LibraryModel, LibraryOptions } from "./library";
import { LibraryError } from "./libraryError";

/** What the folder of a checkpoint holds. */
const CHECKPOINT = l10n.t(
  "config.json, vocab.txt or tokenizer.json, and weights such as model.safetensors or pytorch_model.bin",
);
/** Most file names that an error lists. */
const MAX_NAMES = 8;

export function createLibrary({ bundledFolder, hubCache = selectHubCache() }: LibraryOptions): Library {
  const list = () => listModels(bundledFolder);
  const findBundled = async (name: string) => (await list()).find((model) => model.name === name)?.folder;
  return {
    list,
    listCached: () => listCachedModels(hubCache),
    hubCache,
    async resolve(nameOrFolder, from = process.cwd()) {
      if (nameOrFolder.trim() === "") {
        throw new LibraryError(
          "unknown-model",
          l10n.t("model {0}: expected {1}", quote(nameOrFolder), await describeChoices(list)),
        );
      }
      const bundled = isName(nameOrFolder) ? await findBundled(nameOrFolder) : undefined;
      return bundled ?? resolvePath(nameOrFolder, path.resolve(from, nameOrFolder), { list, hubCache });
    },
    async resolveName(name) {
      const found = (await findBundled(name)) ?? (await findCached(name, hubCache));
      if (found !== undefined) return found;
      throw new LibraryError(
        "unknown-model",
        l10n.t("model {0}: expected {1}", quote(name), await describeChoices(list)),
      );
    },
  };
}

async function listModels(bundledFolder: string): Promise<readonly LibraryModel[]> {
  const names = await readNames(bundledFolder);
  if (names === undefined) {
    throw new LibraryError(
      "not-installed",
      l10n.t(`bundled models: no folder "{0}"; install Cloze again`, bundledFolder),
    );
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

/**
 * The snapshot of a model in the cache.
 *
 * @returns `undefined` for what is no name with an owner, and for a name without one that is not there.
 * @throws {LibraryError} `not-here`.
 */
async function findCached(text: string, hubCache: string): Promise<string | undefined> {
  const name = findModelName(text);
  if (name === undefined) return undefined;
  const found = await findSnapshot(hubCache, name);
  if (found !== undefined || !name.repo.includes("/")) return found;
  const others = (await listCachedModels(hubCache)).filter(({ repo }) => repo === name.repo);
  const wanted = name.revision ?? MAIN;
  const half = others.find(({ commit, revisions }) => commit === wanted || revisions.includes(wanted));
  if (half !== undefined) {
    throw new LibraryError(
      "not-here",
      l10n.t(
        `model {0} cannot be used: {1}. "cloze model pull {2}" fetches the rest, and in the editor "Cloze: Choose a Model" does`,
        quote(writeModelName(name)),
        half.lack ?? l10n.t("config.json is missing"),
        writeModelName(name),
      ),
    );
  }
  const here = others.flatMap(({ revisions, commit }) => (revisions.length > 0 ? revisions : [commit]));
  const [quoted, written] = [quote(writeModelName(name)), writeModelName(name)];
  throw new LibraryError(
    "not-here",
    here.length === 0
      ? l10n.t(
          `model {0} is not on this machine: "cloze model pull {1}" fetches it, and in the editor "Cloze: Choose a Model" does`,
          quoted,
          written,
        )
      : l10n.t(
          `model {0} is not on this machine, but {1} is: "cloze model pull {2}" fetches it, and in the editor "Cloze: Choose a Model" does`,
          quoted,
          here.map((revision) => `${name.repo}@${revision}`).join(", "),
          written,
        ),
  );
}

async function resolvePath(
  asked: string,
  folder: string,
  { list, hubCache }: Pick<Library, "list" | "hubCache">,
): Promise<string> {
  const names = await readNames(folder);
  if (names?.some(isConfig) === true) return folder;
  if (names !== undefined) {
    throw new LibraryError(
      "not-a-checkpoint",
      l10n.t(`model folder "{0}" holds {1}, expected a checkpoint: {2}`, folder, describeNames(names), CHECKPOINT),
    );
  }
  if (await isFile(folder)) {
    throw new LibraryError(
      "not-a-checkpoint",
      l10n.t(`model "{0}" is a file, expected the folder of a checkpoint: {1}`, folder, CHECKPOINT),
    );
  }
  const cached = await findCached(asked, hubCache);
  if (cached !== undefined) return cached;
  throw new LibraryError(
    "unknown-model",
    l10n.t(
      `model {0}: no folder "{1}", and expected {2}`,
      quote(asked),
      cutText(folder, 300),
      await describeChoices(list),
    ),
  );
}

async function describeChoices(list: Library["list"]): Promise<string> {
  const names = (await list()).map(({ name }) => name);
  return names.length === 0
    ? l10n.t("a folder that holds config.json, or the name of a model of the hub, such as google-bert/bert-base-cased")
    : l10n.t(
        "a bundled name ({0}), a folder that holds config.json, or the name of a model of the hub, such as google-bert/bert-base-cased",
        names.join(", "),
      );
}

/** The second name is that of google-research/bert. */
function isConfig(name: string): boolean {
  return name === "config.json" || name === "bert_config.json";
}

function describeNames(names: readonly string[]): string {
  if (names.length === 0) return l10n.t("nothing");
  const more = names.length - MAX_NAMES;
  const listed = names
    .slice(0, MAX_NAMES)
    .map((name) => cutText(name, 80))
    .join(", ");
  return more > 0 ? l10n.t("{0} and {1} more", listed, more) : listed;
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
