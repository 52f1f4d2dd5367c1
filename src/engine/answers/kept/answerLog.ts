import { createHmac, randomBytes } from "node:crypto";
import { appendFile, mkdir, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole, writeWholeOnce } from "../../cache/writeWhole";
import { countRecordBytes, listRecords, readRecord, type RecordForm, writeRecords } from "./answerRecord";

/**
 * Records that one file keeps; when it has twice as many, the oldest are removed. So a check of a million sentences that
 * was interrupted goes on where it was; with three labels their tones are a file of 48 MB.
 */
export const MOST_RECORDS = 500_000;
/** Files kept of a kind, one for each model on each device. When a new one is made, those not written to for longest are removed. */
const MOST_FILES = 8;
/** Records checked between two pauses, which takes a few milliseconds. */
const SLICE = 4096;
/** Named after the first kind of answers that was kept. */
const SECRET = "tones.secret";
const SECRET_BYTES = 32;
/** Access for this user only. */
const MODE = 0o600;

export interface AnswerLogOptions<T> {
  readonly folder: string;
  /** Hash of everything that an answer depends on besides the sentence. */
  readonly identity: string;
  /** Or what makes it, for a form that encrypts: it is given a key of the cache folder's secret, for nothing else. */
  readonly form: RecordForm<T> | ((key: Buffer) => RecordForm<T>);
  readonly mostRecords?: number;
}

interface LogForm<T> extends Pick<AnswerLogOptions<T>, "mostRecords"> {
  readonly form: RecordForm<T>;
}

interface Secret {
  /** Key for the hashes of sentences of this model. */
  readonly key: Buffer;
  /** Puts back what keys are made of, if the cache was removed; another process may have made another one already. */
  readonly restore: () => Promise<void>;
}

/**
 * Answers of one kind that a model gave, kept in a file between runs of the engine. The file holds no text: a sentence is named by a
 * keyed hash, whose key is made from a secret of the cache folder.
 *
 * Records are only ever added at the end, until the file is too large or damaged: then the whole file is rewritten. So
 * processes share it without a lock, and a process that is killed leaves at worst one record that readers skip. What one
 * process adds while another rewrites the file may be lost; those sentences are read again.
 */
export class AnswerLog<T> {
  /** Key for the hashes of sentences. */
  readonly secret: Buffer;
  readonly #path: string;
  readonly #form: RecordForm<T>;
  readonly #most: number;
  readonly #restore: Secret["restore"];
  #isSound = true;

  constructor(path: string, { key, restore }: Secret, { form, mostRecords = MOST_RECORDS }: LogForm<T>) {
    this.#path = path;
    this.secret = key;
    this.#restore = restore;
    this.#form = form;
    this.#most = mostRecords;
  }

  get #mostBytes(): number {
    return 2 * this.#most * countRecordBytes(this.#form);
  }

  /**
   * Answers by key, oldest first; the later answer about a sentence is the one that holds. Pauses now and then, so that
   * the process can read its messages.
   */
  async *read(): AsyncGenerator<readonly [string, T]> {
    const bytes = await readEnd(this.#path, this.#mostBytes);
    let records = 0;
    for (const at of listRecords(bytes, this.#form)) {
      yield readRecord(bytes, at, this.#form);
      if (++records % SLICE === 0) await new Promise(setImmediate);
    }
    this.#isSound = records * countRecordBytes(this.#form) === bytes.length;
  }

  async add(answers: ReadonlyMap<string, T>): Promise<void> {
    const added = writeRecords(answers, this.#form);
    const before = (await findSize(this.#path)) ?? 0;
    if (this.#isSound && before + added.length <= this.#mostBytes) {
      if (before === 0) {
        await this.#restore();
        await removeOldest(this.#path, this.#form.extension);
      }
      await appendFile(this.#path, added, { mode: MODE });
      return;
    }
    // Other processes may have added records since the file was read.
    const bytes = await readEnd(this.#path, this.#mostBytes);
    const sound = await copySound(bytes, this.#form);
    const newest = Buffer.concat([sound, added]).subarray(-this.#most * countRecordBytes(this.#form));
    await writeWhole(this.#path, (temporary) => writeFile(temporary, newest, { mode: MODE }));
    this.#isSound = true;
  }
}

/** Makes the folder and its secret if necessary. Rejects if nothing can be kept there. */
export async function openAnswerLog<T>(options: AnswerLogOptions<T>): Promise<AnswerLog<T>> {
  const { folder, identity } = options;
  await mkdir(folder, { recursive: true });
  const secret = await readSecret(folder);
  const key = hash(secret, identity);
  const form = typeof options.form === "function" ? options.form(hash(key, "encrypt")) : options.form;
  const restore = async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, SECRET), secret, { mode: MODE, flag: "wx" }).catch(() => undefined);
  };
  return new AnswerLog(
    join(folder, `${hash(key, "name").toString("hex")}${form.extension}`),
    { key, restore },
    { ...options, form },
  );
}

function hash(secret: Buffer, text: string): Buffer {
  return createHmac("sha256", secret).update(text).digest();
}

async function readSecret(folder: string): Promise<Buffer> {
  const path = join(folder, SECRET);
  const known = await readFile(path).catch(() => undefined);
  if (known?.length === SECRET_BYTES) return known;
  // Damaged: what was named by it is lost already.
  if (known !== undefined) await rm(path, { force: true });
  // Another log may do the same now, of this process or of another one: both must go on with one secret.
  await writeWholeOnce(path, (temporary) => writeFile(temporary, randomBytes(SECRET_BYTES), { mode: MODE }));
  return readFile(path);
}

/** The sound records of a file, one behind the other. */
async function copySound<T>(bytes: Buffer, form: RecordForm<T>): Promise<Buffer> {
  const size = countRecordBytes(form);
  let end = 0;
  let records = 0;
  for (const at of listRecords(bytes, form)) {
    // Never beyond what was read: a record is copied to its own place or before it.
    bytes.copyWithin(end, at, at + size);
    end += size;
    if (++records % SLICE === 0) await new Promise(setImmediate);
  }
  return bytes.subarray(0, end);
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
async function removeOldest(path: string, extension: string): Promise<void> {
  const folder = join(path, "..");
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension));
  const files = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      return { file, time: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 };
    }),
  );
  files.sort((a, b) => b.time - a.time);
  for (const { file } of files.slice(MOST_FILES - 1)) await rm(file, { force: true });
}
