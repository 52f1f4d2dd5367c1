import { stat, statfs } from "node:fs/promises";
import path from "node:path";
import { selectRepoFolder } from "../cache/repoFolder";
import type { HubFile, HubModel } from "../hub/hubModel";
import { selectPartPath } from "./fetchBlob";

/** What would be fetched, from where, how large it is, and where it goes: what a person is told before. */
export interface DownloadPlan {
  readonly model: HubModel;
  readonly endpoint: string;
  readonly cacheFolder: string;
  /** Absolute: the model's folder in the cache. */
  readonly repoFolder: string;
  /** Those that are not there yet. */
  readonly missing: readonly HubFile[];
  /** Bytes of all files. */
  readonly bytes: number;
  /** Bytes that are still to come. */
  readonly bytesToFetch: number;
  /** Bytes that the disk has left; `undefined` if it does not say. */
  readonly room: number | undefined;
}

/** Looks at the cache; writes nothing and asks nobody. */
export async function planDownload(model: HubModel, endpoint: string, cacheFolder: string): Promise<DownloadPlan> {
  const repoFolder = selectRepoFolder(cacheFolder, model.repo);
  const missing: HubFile[] = [];
  let bytesToFetch = 0;
  for (const file of model.files) {
    const blob = path.join(repoFolder, "blobs", file.hash);
    if ((await findSize(blob)) === file.bytes) continue;
    missing.push(file);
    bytesToFetch += file.bytes - Math.min(file.bytes, (await findSize(selectPartPath(blob))) ?? 0);
  }
  const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
  return { model, endpoint, cacheFolder, repoFolder, missing, bytes, bytesToFetch, room: await findRoom(cacheFolder) };
}

async function findSize(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

/** Of the nearest folder that there is: the cache itself may be still to be made. */
async function findRoom(folder: string): Promise<number | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  if (found !== undefined) return found.bavail * found.bsize;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : findRoom(parent);
}
