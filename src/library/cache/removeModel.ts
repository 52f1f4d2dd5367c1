import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import * as l10n from "@vscode/l10n";
import { LibraryError } from "../libraryError";
import { type CachedModel, listCachedModels } from "./cachedModels";
import { toDiskError } from "./diskError";
import { MAIN, type ModelName, writeModelName } from "./modelName";
import { selectRepoFolder } from "./repoFolder";
import { withRepoLock } from "./repoLock";
import { listSnapshot } from "./snapshotBlobs";

/**
 * Removes one revision of a model from the cache, with the bytes that no other revision has; all of the model when none is
 * left.
 *
 * @returns What was removed.
 * @throws {LibraryError} `not-here`, `locked`, `no-access`.
 */
export async function removeModel(cacheFolder: string, name: ModelName): Promise<CachedModel> {
  return withRepoLock(cacheFolder, name.repo, async () => {
    const models = (await listCachedModels(cacheFolder)).filter(({ repo }) => repo === name.repo);
    const { revision } = name;
    const only = models.length === 1 && revision === undefined ? models[0] : undefined;
    const removed =
      only ?? models.find(({ commit, revisions }) => commit === revision || revisions.includes(revision ?? MAIN));
    if (removed === undefined) {
      throw new LibraryError("not-here", l10n.t(`model "{0}" is not in "{1}"`, writeModelName(name), cacheFolder));
    }
    const folder = selectRepoFolder(cacheFolder, name.repo);
    try {
      if (models.length === 1) await rm(folder, { recursive: true });
      else await removeRevision(folder, removed);
    } catch (error) {
      throw toDiskError(error, folder);
    }
    return removed;
  });
}

async function removeRevision(folder: string, { commit, revisions }: CachedModel): Promise<void> {
  for (const revision of revisions) await rm(path.join(folder, "refs", revision), { force: true });
  const own = await listBlobs(folder, commit);
  await rm(path.join(folder, "snapshots", commit), { recursive: true });
  const others = await readdir(path.join(folder, "snapshots"));
  const kept = new Set((await Promise.all(others.map((other) => listBlobs(folder, other)))).flat());
  for (const blob of own) if (!kept.has(blob)) await rm(path.join(folder, "blobs", blob), { force: true });
}

async function listBlobs(folder: string, commit: string): Promise<readonly string[]> {
  return (await listSnapshot(folder, commit)).flatMap(({ blob }) => blob ?? []);
}
