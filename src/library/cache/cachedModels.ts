import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import * as l10n from "@vscode/l10n";
import { MODEL_KINDS } from "../modelKinds";
import { describeOtherForm, selectWeights } from "../weightForms";
import { checkHubCache } from "./checkHubCache";
import { isCommit, MAIN, type ModelName } from "./modelName";
import { findRepo, selectRepoFolder } from "./repoFolder";

/** A model in the cache of Hugging Face's hub. */
export interface CachedModel {
  /** `owner/name`. */
  readonly repo: string;
  /** Its commit's id. */
  readonly commit: string;
  /** Branches and tags that mean this commit. */
  readonly revisions: readonly string[];
  /** Absolute: the snapshot. */
  readonly folder: string;
  /** Bytes of the snapshot's files. */
  readonly bytes: number;
  /** Why Cloze cannot run it, as far as that is seen from outside: a sentence without a full stop. */
  readonly lack: string | undefined;
}

const MAX_CONFIG_BYTES = 1_048_576;
const UNREADABLE = Symbol("unreadable");

/**
 * Every model in the cache, sorted by name. What is half there, or of another kind, is listed with what it lacks.
 *
 * @throws {LibraryError} `no-access` where the cache is there and is no folder, or cannot be read.
 */
export async function listCachedModels(cacheFolder: string): Promise<readonly CachedModel[]> {
  await checkHubCache(cacheFolder);
  const models: CachedModel[] = [];
  for (const name of await listNames(cacheFolder)) {
    const repo = findRepo(name);
    if (repo === undefined) continue;
    const folder = selectRepoFolder(cacheFolder, repo);
    const refs = await readRefs(path.join(folder, "refs"));
    for (const commit of await listNames(path.join(folder, "snapshots"))) {
      const revisions = refs.filter((ref) => ref.commit === commit).map((ref) => ref.revision);
      models.push(await describe(path.join(folder, "snapshots", commit), { repo, commit, revisions }));
    }
  }
  return models;
}

/**
 * The snapshot that a name means.
 *
 * @returns `undefined` if it is not there, or holds no config.json.
 */
export async function findSnapshot(
  cacheFolder: string,
  { repo, revision = MAIN }: ModelName,
): Promise<string | undefined> {
  const folder = selectRepoFolder(cacheFolder, repo);
  const commit = isCommit(revision) ? revision : await readRef(path.join(folder, "refs", revision));
  if (commit === undefined) return undefined;
  const snapshot = path.join(folder, "snapshots", commit);
  return (await findSize(path.join(snapshot, "config.json"))) === undefined ? undefined : snapshot;
}

async function describe(
  folder: string,
  known: Pick<CachedModel, "repo" | "commit" | "revisions">,
): Promise<CachedModel> {
  const names = await listNames(folder);
  const sizes = await Promise.all(names.map((name) => findSize(path.join(folder, name))));
  const there = names.filter((_, i) => sizes[i] !== undefined);
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  return { ...known, folder, bytes, lack: await findLack(folder, there) };
}

async function findLack(folder: string, names: readonly string[]): Promise<string | undefined> {
  if (!names.includes("config.json")) return l10n.t("it is half fetched: config.json is missing");
  const kind = await readKind(path.join(folder, "config.json"));
  if (kind === UNREADABLE) return l10n.t("its config.json cannot be read");
  if (kind !== undefined && !(typeof kind === "string" && MODEL_KINDS.includes(kind))) {
    return l10n.t("it is no BERT: its model_type is {0}", JSON.stringify(kind));
  }
  if (selectWeights(names).length > 0) return undefined;
  const other = names.find((name) => /\.(?:bin|pt|h5|onnx|msgpack)$/.test(name));
  return other === undefined ? l10n.t("it is half fetched: its weights are missing") : describeOtherForm(other);
}

/** The architecture that config.json names; `undefined` if it names none, as the oldest do. */
async function readKind(file: string): Promise<unknown> {
  if (((await findSize(file)) ?? 0) > MAX_CONFIG_BYTES) return UNREADABLE;
  try {
    return (JSON.parse(await readFile(file, "utf8")) as { model_type?: unknown } | null)?.model_type;
  } catch {
    return UNREADABLE;
  }
}

async function readRefs(folder: string): Promise<readonly { readonly revision: string; readonly commit: string }[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const refs = await Promise.all(
    names.map(async (name) => ({
      revision: name.replaceAll(path.sep, "/"),
      commit: (await readRef(path.join(folder, name))) ?? "",
    })),
  );
  return refs.filter(({ commit }) => commit !== "").sort((a, b) => (a.revision < b.revision ? -1 : 1));
}

async function readRef(file: string): Promise<string | undefined> {
  if (((await findSize(file)) ?? Infinity) > 100) return undefined;
  const commit = (await readFile(file, "utf8")).trim();
  return isCommit(commit) ? commit : undefined;
}

/** @returns `undefined` for what is no file, or a link to none. */
async function findSize(file: string): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() === true ? found.size : undefined;
}

/** Sorted; empty if there is no such folder. */
async function listNames(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
