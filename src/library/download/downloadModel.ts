import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import * as l10n from "@vscode/l10n";
import { formatBytes } from "../../wording/numbers/formatBytes";
import { toDiskError } from "../cache/diskError";
import { linkSnapshot } from "../cache/linkSnapshot";
import { withRepoLock } from "../cache/repoLock";
import { createHubFetch } from "../hub/hubFetch";
import type { HubFile } from "../hub/hubModel";
import type { HubSettings } from "../hub/hubSettings";
import type { Pace } from "../hub/pace";
import { LibraryError } from "../libraryError";
import { fetchBlob } from "./fetchBlob";
import { hashInThread } from "./hashInThread";
import { type DownloadPlan, planDownload } from "./planDownload";
import { type DownloadProgress, Speed } from "./progress";

export interface DownloadOptions {
  readonly settings: HubSettings;
  /** Path of the built `src/hashThread.ts`. */
  readonly hashPath: string;
  readonly signal?: AbortSignal | undefined;
  readonly pace?: Pace | undefined;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** Reports come no oftener than people read. Where what is done changes, one comes at once. */
const REPORT_MS = 100;
/** The disk is not filled to its last byte. */
const SPARE_BYTES = 16_000_000;

/**
 * Fetches what a plan says, and checks it. Files that are there already are checked too. Several processes do not fetch one
 * model at once.
 *
 * @returns The model's folder: the snapshot in the cache.
 * @throws {LibraryError} `no-weights` for a model that Cloze cannot run, `locked`, `no-room`, and what `fetchBlob` throws.
 */
export async function downloadModel(planned: DownloadPlan, options: DownloadOptions): Promise<string> {
  const { model, cacheFolder, endpoint, repoFolder } = planned;
  if (model.lack !== undefined) throw new LibraryError("no-weights", l10n.t("model {0}: {1}", model.repo, model.lack));
  return withRepoLock(cacheFolder, model.repo, async () => {
    // Another process may have been at it since the person was asked.
    requireRoom(await planDownload(model, endpoint, cacheFolder));
    await mkdir(path.join(repoFolder, "blobs"), { recursive: true }).catch((error: unknown) => {
      throw toDiskError(error, repoFolder);
    });
    const report = createReport(planned, options);
    for (const file of model.files) await provideFile(file, planned, { ...options, report });
    const files = model.files.map(({ name, hash }) => ({ name, blob: hash }));
    return linkSnapshot(repoFolder, { commit: model.commit, revision: model.revision, files });
  });
}

function requireRoom({ model, bytesToFetch, room, cacheFolder }: DownloadPlan): void {
  if (room === undefined || bytesToFetch + SPARE_BYTES <= room) return;
  throw new LibraryError(
    "no-room",
    l10n.t(
      `model {0}: {1} are to be fetched, and the disk of "{2}" has {3} left; make room, or let HF_HUB_CACHE name a folder of another disk`,
      model.repo,
      formatBytes(bytesToFetch),
      cacheFolder,
      formatBytes(room),
    ),
  );
}

interface Report {
  add(bytes: number): void;
  enter(phase: DownloadProgress["phase"]): void;
}

function createReport({ bytes: total }: DownloadPlan, { onProgress }: DownloadOptions): Report {
  const speed = new Speed();
  let done = 0;
  let phase: DownloadProgress["phase"] = "fetch";
  let told = 0;
  const tell = () => onProgress?.({ phase, done, total, speed: phase === "fetch" ? speed.find() : undefined });
  return {
    add(bytes) {
      done += bytes;
      if (bytes > 0 && phase === "fetch") speed.add(bytes);
      if (performance.now() - told < REPORT_MS) return;
      told = performance.now();
      tell();
    },
    enter(next) {
      phase = next;
      tell();
    },
  };
}

async function provideFile(
  file: HubFile,
  { model, endpoint, repoFolder }: DownloadPlan,
  { settings, hashPath, signal, pace, report }: DownloadOptions & { readonly report: Report },
): Promise<void> {
  const blob = path.join(repoFolder, "blobs", file.hash);
  const hash = (place: string) => hashInThread(place, file.algorithm, { threadPath: hashPath, signal });
  report.enter("check");
  const found = await hash(blob).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw toDiskError(error, blob);
  });
  if (found === file.hash) {
    report.add(file.bytes);
    return;
  }
  // Bytes under a name that is not theirs would be wrong for every tool that shares the cache.
  if (found !== undefined) await rm(blob, { force: true });
  const subject = l10n.t("model {0}", model.repo);
  await fetchBlob(blob, file, {
    url: `${endpoint}/${model.repo}/resolve/${model.commit}/${file.name.split("/").map(encodeURIComponent).join("/")}`,
    // One that was not used yet says at once that the line is dead; `fetchBlob` is patient itself.
    fetch: (input, init) => createHubFetch({ settings, subject, signal, ...(pace && { pace }) })(input, init),
    subject,
    signal,
    pace,
    hash,
    onBytes: (bytes) => report.add(bytes),
    onPhase: (phase) => report.enter(phase),
  });
}
