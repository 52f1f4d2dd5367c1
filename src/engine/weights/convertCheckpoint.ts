import { randomUUID } from "node:crypto";
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { readCheckpoint } from "../../checkpoint/readCheckpoint";
import { layOutWeights, writeWeights } from "../../checkpoint/writeWeights";
import { ModelError } from "../../tasks/model/model";

export interface Conversion {
  readonly model: string;
  readonly to: string;
  readonly overwrite?: boolean | undefined;
}

export interface Converted {
  readonly folder: string;
  readonly files: string[];
  readonly tensors: number;
  readonly bytes: number;
  readonly leftOut: { readonly name: string; readonly dtype: string }[];
}

const WEIGHTS = "model.safetensors";
const CONFIG = "config.json";
/** What google-research/bert calls it. */
const OLD_CONFIG = "bert_config.json";
/** What stands beside the weights of a checkpoint: its settings, its vocabulary, what is said of it. */
const SMALL = /\.(?:json|txt|md|model)$|^(?:LICENSE|NOTICE)$/;
const INDEX_ENDING = ".index.json";
/** Folders of sentence-transformers, such as "1_Pooling"; their settings are in a file of that name. */
const MODULE = /^\d+_\w+$/;
const MAX_SMALL_BYTES = 33_554_432;

/**
 * Writes a checkpoint into another folder, with its weights in safetensors. It is written under another name, read again,
 * and then renamed: whoever looks sees all of it or nothing.
 *
 * @param onStep - Called between steps, with bytes; what it throws ends the work, and nothing is left of it.
 * @throws {CheckpointError} for a folder that is not a valid checkpoint; {ModelError} `bad-request` if there is something
 * at `to`, `failed` if it cannot be written.
 */
export async function convertCheckpoint(
  { model, to, overwrite = false }: Conversion,
  onStep: (done: number, total: number) => Promise<void>,
): Promise<Converted> {
  const target = resolve(to);
  const checkpoint = await readCheckpoint(model);
  const isThere = await checkTarget(target, overwrite);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const files = await writeFolder(checkpoint, temporary, onStep);
    const { tensors } = await readCheckpoint(temporary);
    await putInPlace(temporary, target, isThere);
    const bytes = (await stat(join(target, WEIGHTS))).size;
    const leftOut = [...checkpoint.leftOut].map(([name, dtype]) => ({ name, dtype }));
    return { folder: target, files, tensors: tensors.size, bytes, leftOut };
  } catch (error) {
    throw isSystemError(error)
      ? refuse("failed", target, l10n.t("cannot be written: {0}", error.message), error)
      : error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** @returns Whether a folder is there, which may be replaced. */
async function checkTarget(target: string, overwrite: boolean): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) {
    const parent = await stat(dirname(target)).catch(() => undefined);
    if (parent?.isDirectory() === true) return false;
    throw refuse(
      "bad-request",
      target,
      l10n.t("expected the name of a new folder in one that is there, and {0} is not", dirname(target)),
    );
  }
  if (!found.isDirectory()) throw refuse("bad-request", target, l10n.t("is a file, expected the name of a new folder"));
  const names = await readdir(target);
  if (names.length === 0) return true;
  if (!overwrite)
    throw refuse(
      "bad-request",
      target,
      l10n.t("is there already and not empty, expected a new folder; --overwrite replaces a converted model"),
    );
  // What else stands there may be somebody's work.
  const other = names.find(
    (name) => name !== WEIGHTS && (name.endsWith(INDEX_ENDING) || !(SMALL.test(name) || MODULE.test(name))),
  );
  if (other === undefined && names.includes(CONFIG)) return true;
  const message =
    other === undefined
      ? l10n.t("has no {0}, so it is not a checkpoint that was converted: it is not overwritten", CONFIG)
      : l10n.t("holds {0}, so it is not a checkpoint that was converted: it is not overwritten", other);
  throw refuse("bad-request", target, message);
}

async function writeFolder(
  checkpoint: Checkpoint,
  folder: string,
  onStep: (done: number, total: number) => Promise<void>,
): Promise<string[]> {
  await mkdir(folder);
  const files = await copySmall(checkpoint.folder, folder);
  if (!files.includes(CONFIG)) files.push(await writeConfig(checkpoint.folder, folder));
  await writeWeights(checkpoint, layOutWeights(checkpoint, WEIGHTS), { path: join(folder, WEIGHTS), onStep });
  await shareAlike(checkpoint.folder, folder);
  return [...files, WEIGHTS];
}

/**
 * Who may read the model it was made from may read this one: what the engine writes is for its user alone, because most of
 * it is for the cache.
 */
async function shareAlike(from: string, to: string): Promise<void> {
  const { mode } = await stat(from);
  for (const name of await readdir(to, { recursive: true, withFileTypes: true })) {
    // A folder is entered by whoever reads it; of its files that permission means nothing.
    await chmod(join(name.parentPath, name.name), name.isDirectory() ? mode | 0o700 : (mode & 0o666) | 0o600);
  }
  await chmod(to, mode | 0o700);
}

/** @returns Names of the files that were copied. */
async function copySmall(from: string, to: string): Promise<string[]> {
  const copied: string[] = [];
  const names = (await readdir(from)).sort();
  const modules = names.filter((name) => MODULE.test(name)).map((name) => join(name, CONFIG));
  for (const name of [
    ...names.filter((each) => SMALL.test(each) && !each.endsWith(INDEX_ENDING) && each !== OLD_CONFIG),
    ...modules,
  ]) {
    const found = await stat(join(from, name)).catch(() => undefined);
    if (found?.isFile() !== true || found.size > MAX_SMALL_BYTES) continue;
    await mkdir(dirname(join(to, name)), { recursive: true });
    await copyFile(join(from, name), join(to, name));
    copied.push(name);
  }
  return copied;
}

/** The file of google-research/bert does not say what it is of, which other readers of a config.json want to know. */
async function writeConfig(from: string, to: string): Promise<string> {
  const fields = JSON.parse(await readFile(join(from, OLD_CONFIG), "utf8")) as Readonly<Record<string, unknown>>;
  await writeFile(join(to, CONFIG), `${JSON.stringify({ model_type: "bert", ...fields }, undefined, 2)}\n`);
  return CONFIG;
}

async function putInPlace(temporary: string, target: string, isThere: boolean): Promise<void> {
  if (!isThere) return rename(temporary, target);
  const old = `${temporary}.old`;
  await rename(target, old);
  try {
    await rename(temporary, target);
  } catch (error) {
    await rename(old, target);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

function refuse(code: "bad-request" | "failed", target: string, what: string, cause?: unknown): ModelError {
  return new ModelError(code, `${target}: ${what}`, { cause });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
