import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import { toDiskError } from "../cache/diskError";
import { explainSilence } from "../hub/hubFetch";
import type { HubFile } from "../hub/hubModel";
import { PACE, type Pace, requireGoing, selectWait, wait } from "../hub/pace";
import { LibraryError } from "../libraryError";

export interface BlobSource {
  /** Where the hub has the file. */
  readonly url: string;
  /** See `createHubFetch`. */
  readonly fetch: typeof fetch;
  /** The model, as messages name it. */
  readonly subject: string;
  readonly signal?: AbortSignal | undefined;
  readonly pace?: Pace | undefined;
  /** Hashes a file. */
  readonly hash: (path: string) => Promise<string>;
  /** Bytes that came since; fewer than none where what had come was of no use. */
  readonly onBytes: (bytes: number) => void;
  readonly onPhase: (phase: "fetch" | "check" | "wait") => void;
}

/** Bytes that an earlier process has left: what is fetched goes on behind them. */
export function selectPartPath(blob: string): string {
  return `${blob}.cloze.incomplete`;
}

/**
 * Fetches one file to where its bytes belong in the cache. It is there once every byte was checked, and not before. What
 * had come when the line broke or the process was killed is gone on with.
 *
 * @param blob - Path of the file's bytes, absolute.
 * @throws {LibraryError} what `createHubFetch` throws; `wrong-bytes`, `no-room`, `no-access`.
 */
export async function fetchBlob(blob: string, file: HubFile, source: BlobSource): Promise<void> {
  const part = selectPartPath(blob);
  try {
    // What was kept may be of a disk that lied: then the file is fetched once more, from its start.
    for (const isLast of [false, true]) {
      const kept = await fetchPart(part, file, source);
      source.onPhase("check");
      const found = await source.hash(part);
      if (found === file.hash) break;
      await rm(part);
      source.onBytes(-file.bytes);
      if (isLast || kept === 0) {
        throw new LibraryError(
          "wrong-bytes",
          file.algorithm === "git"
            ? l10n.t(
                "{0}: {1} came with the Git hash {2}, expected {3}; nothing of it is kept",
                source.subject,
                file.name,
                found,
                file.hash,
              )
            : l10n.t(
                "{0}: {1} came with the SHA-256 {2}, expected {3}; nothing of it is kept",
                source.subject,
                file.name,
                found,
                file.hash,
              ),
        );
      }
    }
    await rename(part, blob);
  } catch (error) {
    throw error instanceof LibraryError ? error : toDiskError(error, part);
  }
}

/** @returns How many of the bytes were there before. */
async function fetchPart(part: string, file: HubFile, source: BlobSource): Promise<number> {
  const before = (await stat(part).catch(() => undefined))?.size ?? 0;
  const handle = await open(part, before > 0 ? "r+" : "w", 0o644);
  try {
    let length = before;
    if (length > file.bytes) {
      await handle.truncate(0);
      length = 0;
    }
    const kept = length;
    source.onBytes(length);
    await fetchRest(handle, length, file, source);
    await handle.sync();
    return kept;
  } finally {
    await handle.close();
  }
}

async function fetchRest(handle: FileHandle, start: number, file: HubFile, source: BlobSource): Promise<void> {
  const { pace = PACE, signal, subject, onPhase } = source;
  let length = start;
  for (let attempt = 1; length < file.bytes; attempt++) {
    requireGoing(signal);
    onPhase("fetch");
    const from = length;
    let trouble: LibraryError;
    try {
      length = await readFrom(handle, length, file, { ...source, pace, onWritten: (to) => (length = to) });
      if (length === file.bytes) return;
      trouble = new LibraryError("offline", l10n.t("the connection ended early"));
    } catch (error) {
      requireGoing(signal);
      if (error instanceof LibraryError && error.code !== "offline") throw error;
      if (isDiskError(error)) throw error;
      trouble =
        error instanceof LibraryError ? error : explainSilence(error, { subject, host: new URL(source.url).host });
    }
    // Who gets on is patient without end.
    if (length > from) attempt = 1;
    if (attempt >= pace.attempts) {
      throw new LibraryError(
        "offline",
        l10n.t(
          "{0}: the connection broke at byte {1} of {2} of {3} ({4}); what came is kept, and the next attempt goes on there",
          subject,
          length,
          file.bytes,
          file.name,
          trouble.message,
        ),
        { cause: trouble },
      );
    }
    onPhase("wait");
    await wait(selectWait(pace, attempt), signal);
  }
}

type Reading = BlobSource & { readonly pace: Pace; readonly onWritten: (length: number) => void };

/** @returns The length that the file has now. */
async function readFrom(handle: FileHandle, start: number, file: HubFile, source: Reading): Promise<number> {
  const silence = new AbortController();
  const range = start > 0 ? { range: `bytes=${start}-${file.bytes - 1}` } : {};
  // A body that is packed on its way has another length than the file.
  const headers = { ...range, "accept-encoding": "identity" };
  const response = await source.fetch(source.url, { headers, signal: silence.signal });
  let length = await placeStart(handle, start, { response, file, source });
  const reader = response.body?.getReader();
  if (reader === undefined) return length;
  let timer: NodeJS.Timeout | undefined;
  try {
    for (;;) {
      timer = setTimeout(() => silence.abort(), source.pace.silenceMs);
      const { done, value } = await readChunk(reader, source.signal);
      clearTimeout(timer);
      if (done) return length;
      if (length + value.length > file.bytes) {
        await handle.truncate(0);
        throw new LibraryError(
          "wrong-bytes",
          l10n.t("{0}: {1} is longer than the {2} bytes that the hub announced", source.subject, file.name, file.bytes),
        );
      }
      await write(handle, value, length);
      length += value.length;
      source.onWritten(length);
      source.onBytes(value.length);
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
    await reader.cancel().catch(() => undefined);
  }
}

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal | undefined) {
  requireGoing(signal);
  if (signal === undefined) return reader.read();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const read = await reader.read();
    requireGoing(signal);
    return read;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Where the answer's first byte belongs: a server may send all of the file though the rest was asked for. */
async function placeStart(
  handle: FileHandle,
  start: number,
  { response, file, source }: { response: Response; file: HubFile; source: Reading },
): Promise<number> {
  if (response.status === 206) {
    const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "") ?? [];
    if (Number(from) === start && (total === "*" || Number(total) === file.bytes)) return start;
  }
  if (start > 0) {
    await handle.truncate(0);
    source.onBytes(-start);
    source.onWritten(0);
  }
  if (response.status === 200) return 0;
  await response.body?.cancel();
  throw new LibraryError("offline", l10n.t("the hub answers {0} for the bytes from {1} on", response.status, start));
}

async function write(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
}

function isDiskError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && /^(?:write|ftruncate|fsync|open)$/.test(String(error.syscall));
}
