import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import * as l10n from "@vscode/l10n";
import { LibraryError } from "../libraryError";
import { toDiskError } from "./diskError";
import { selectRepoFolder } from "./repoFolder";

/** The holder says this often that it lives. */
const BEAT_MS = 5_000;
/** Without a beat for this long the holder is gone, whatever its process's number says: numbers are given again. */
const STALE_MS = 30_000;
/** Two processes may find the same lock stale at once; one of them then finds the other's. */
const MOST_TRIES = 5;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly id: string;
}

/**
 * Runs work on one repository of the cache while no other process of Cloze may. The lock is a file with a beat, because Node
 * has no locks of the operating system; where its holder was killed, it counts for nothing.
 *
 * @throws {LibraryError} `locked` at once when another process holds it; `no-access`.
 */
export async function withRepoLock<T>(cacheFolder: string, repo: string, work: () => Promise<T>): Promise<T> {
  // Beside the locks of Hugging Face's own tools, which look at no file of this name.
  const file = path.join(cacheFolder, ".locks", path.basename(selectRepoFolder(cacheFolder, repo)), "cloze.lock");
  const own: Holder = { pid: process.pid, host: hostname(), id: randomUUID() };
  await mkdir(path.dirname(file), { recursive: true }).catch((error: unknown) => {
    throw toDiskError(error, path.dirname(file));
  });
  await take(file, own, repo);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    // A process that slept for long may have lost it to another one.
    if ((await readHolder(file))?.id === own.id) await rm(file, { force: true });
  }
}

async function take(file: string, own: Holder, repo: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (await make(file, own)) return;
    const holder = await readHolder(file);
    if (await isHeld(file, holder)) {
      throw new LibraryError("locked", describeHeld(repo, holder));
    }
    await removeStale(file, holder);
  }
  throw new LibraryError(
    "locked",
    l10n.t("model {0}: other processes want to fetch or remove it at the same time; try again", repo),
  );
}

function describeHeld(repo: string, holder: Holder | undefined): string {
  return holder === undefined
    ? l10n.t("model {0}: another process fetches or removes it; wait until it has ended", repo)
    : l10n.t(
        "model {0}: another process fetches or removes it, number {1} on {2}; wait until it has ended",
        repo,
        String(holder.pid),
        holder.host,
      );
}

async function make(file: string, own: Holder): Promise<boolean> {
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(JSON.stringify(own)).finally(() => handle.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw toDiskError(error, file);
  }
}

async function isHeld(file: string, holder: Holder | undefined): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || Date.now() - found.mtimeMs > STALE_MS) return false;
  // Between its making and its writing a lock is empty.
  if (holder?.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Takes the file away under another name first: if it is another one by now, it is put back. */
async function removeStale(file: string, holder: Holder | undefined): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const taken = await readHolder(aside);
  if (taken?.id === holder?.id) await rm(aside, { force: true });
  else await rename(aside, file).catch(() => undefined);
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const { pid, host, id } = JSON.parse(await readFile(file, "utf8")) as Partial<Holder>;
    return typeof pid === "number" && typeof host === "string" && typeof id === "string"
      ? { pid, host, id }
      : undefined;
  } catch {
    return undefined;
  }
}
