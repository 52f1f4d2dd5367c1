import { createHmac, randomBytes } from "node:crypto";
import { appendFile, mkdir, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ToneReading } from "../../tasks/tone/toneReading";
import { writeWhole } from "../cache/writeWhole";
import { countRecordBytes, readToneRecords, writeToneRecords } from "./toneRecord";

/** Records that one file keeps; when it has twice as many, the oldest are removed. */
export const MOST_RECORDS = 50_000;
/** Files kept, one for each model on each device. When a new one is made, those not written to for longest are removed. */
const MOST_FILES = 8;
/** Records checked between two pauses, which takes a few milliseconds. */
const SLICE = 4096;
const EXTENSION = ".tones";
const SECRET = "tones.secret";
const SECRET_BYTES = 32;
/** Access for this user only. */
const MODE = 0o600;

export interface ToneLogOptions {
  readonly folder: string;
  /** Hash of everything that a reading depends on besides the sentence. */
  readonly identity: string;
  /** Number of probabilities in each reading. */
  readonly labels: number;
  readonly mostRecords?: number;
}

interface Secret {
  /** Key for the hashes of sentences of this model. */
  readonly key: Buffer;
  /** Puts back what keys are made of, if the cache was removed; another process may have made another one already. */
  readonly restore: () => Promise<void>;
}

/**
 * Tone readings of one model, kept in a file between runs of the engine. The file holds no text: a sentence is named by a
 * keyed hash, whose key is made from a secret of the cache folder.
 *
 * Records are only ever added at the end, until the file is too large or damaged: then the whole file is rewritten. So
 * processes share it without a lock, and a process that is killed leaves at worst one record that readers skip. What one
 * process adds while another rewrites the file may be lost; those sentences are read again.
 */
export class ToneLog {
  /** Key for the hashes of sentences. */
  readonly secret: Buffer;
  readonly #path: string;
  readonly #labels: number;
  readonly #most: number;
  readonly #restore: Secret["restore"];
  #isSound = true;

  constructor(path: string, { key, restore }: Secret, { labels, mostRecords = MOST_RECORDS }: ToneLogOptions) {
    this.#path = path;
    this.secret = key;
    this.#restore = restore;
    this.#labels = labels;
    this.#most = mostRecords;
  }

  get #mostBytes(): number {
    return 2 * this.#most * countRecordBytes(this.#labels);
  }

  /** @returns Readings, oldest first. Pauses now and then, so that the process can read its messages. */
  async read(): Promise<ReadonlyMap<string, ToneReading>> {
    const bytes = await readEnd(this.#path, this.#mostBytes);
    const readings = new Map<string, ToneReading>();
    let records = 0;
    for (const [key, reading] of readToneRecords(bytes, this.#labels)) {
      // A later reading of the same sentence moves to the end of the map.
      readings.delete(key);
      readings.set(key, reading);
      if (++records % SLICE === 0) await new Promise(setImmediate);
    }
    this.#isSound = records * countRecordBytes(this.#labels) === bytes.length;
    return readings;
  }

  async add(readings: ReadonlyMap<string, ToneReading>): Promise<void> {
    const bytes = writeToneRecords(readings, this.#labels);
    const before = (await findSize(this.#path)) ?? 0;
    if (this.#isSound && before + bytes.length <= this.#mostBytes) {
      if (before === 0) {
        await this.#restore();
        await removeOldest(this.#path);
      }
      await appendFile(this.#path, bytes, { mode: MODE });
      return;
    }
    // Other processes may have added records since the file was read.
    const all = [...(await this.read()), ...readings];
    const newest = all.slice(-this.#most);
    await writeWhole(this.#path, (temporary) => this.#writeAll(temporary, newest));
    this.#isSound = true;
  }

  async #writeAll(path: string, readings: readonly (readonly [string, ToneReading])[]): Promise<void> {
    for (let from = 0; from < readings.length; from += SLICE) {
      const slice = new Map(readings.slice(from, from + SLICE));
      await appendFile(path, writeToneRecords(slice, this.#labels), { mode: MODE });
    }
  }
}

/** Makes the folder and its secret if necessary. Rejects if nothing can be kept there. */
export async function openToneLog(options: ToneLogOptions): Promise<ToneLog> {
  const { folder, identity } = options;
  await mkdir(folder, { recursive: true });
  const secret = await readSecret(folder);
  const key = hash(secret, identity);
  const restore = async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, SECRET), secret, { mode: MODE, flag: "wx" }).catch(() => undefined);
  };
  return new ToneLog(join(folder, `${hash(key, "name").toString("hex")}${EXTENSION}`), { key, restore }, options);
}

function hash(secret: Buffer, text: string): Buffer {
  return createHmac("sha256", secret).update(text).digest();
}

async function readSecret(folder: string): Promise<Buffer> {
  const path = join(folder, SECRET);
  const known = await readFile(path).catch(() => Buffer.alloc(0));
  if (known.length === SECRET_BYTES) return known;
  await writeWhole(path, (temporary) => writeFile(temporary, randomBytes(SECRET_BYTES), { mode: MODE }));
  // If another process made a secret at the same time, the last one counts.
  return readFile(path);
}

/** Reads the last bytes of a file, at most `most`; none if there is no such file. */
async function readEnd(path: string, most: number): Promise<Buffer> {
  const size = await findSize(path);
  if (size === undefined) return Buffer.alloc(0);
  const bytes = Buffer.alloc(Math.min(size, most));
  const file = await open(path);
  try {
    const { bytesRead } = await file.read(bytes, 0, bytes.length, size - bytes.length);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** @returns `undefined` if there is no such file. */
async function findSize(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

/** Removes old files so that there is room for one more. */
async function removeOldest(path: string): Promise<void> {
  const folder = join(path, "..");
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION));
  const files = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      return { file, time: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 };
    }),
  );
  files.sort((a, b) => b.time - a.time);
  for (const { file } of files.slice(MOST_FILES - 1)) await rm(file, { force: true });
}
