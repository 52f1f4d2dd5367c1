import type { BigIntStats } from "node:fs";
import * as l10n from "@vscode/l10n";
import { statSync } from "#platform/files";
import { setTimeout } from "#platform/turns";
import { CheckpointError } from "./checkpointError";

/** Tells the states of a file apart without reading it. */
export interface FileStamp {
  /** The file itself, whatever its name. Another one with the same name took its place by renaming. */
  readonly inode: string;
  /** Size and time of the last writing. */
  readonly content: string;
  /** Time of the last change of any kind: it shows a writing whose own time was set back, as `cp -p` does. */
  readonly change: string;
}

/** The file systems' clocks move in steps of up to 10 ms, so a file that was written this recently can change unseen. */
const CLOCK_MS = 20;
/** Waits for the clock at most. */
const MOST_WAITS = 10;

export function readStamp({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): FileStamp {
  return { inode: `${dev}:${ino}`, content: `${size}:${mtimeNs}`, change: `${ctimeNs}` };
}

/**
 * Takes some microseconds; handing it to another thread takes ten times as long.
 *
 * @returns `undefined` if there is no such file, or none that can be looked at.
 */
export function findStamp(path: string): FileStamp | undefined {
  try {
    return readStamp(statSync(path, { bigint: true }));
  } catch {
    return undefined;
  }
}

/**
 * The stamp of a file, once it is so old that a later writing shows.
 *
 * @throws {CheckpointError} `missing-file`.
 */
export async function settleStamp(path: string): Promise<FileStamp> {
  for (let waits = 0; ; waits += 1) {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined) throw new CheckpointError("missing-file", l10n.t("{0}: no such file", path));
    const age = Date.now() - Number(stats.ctimeMs);
    // A clock that is far off, such as a server's, tells nothing.
    if (waits === MOST_WAITS || age > CLOCK_MS || age < -CLOCK_MS) return readStamp(stats);
    await setTimeout(CLOCK_MS);
  }
}

export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.inode === b.inode && a.content === b.content && a.change === b.change;
}
