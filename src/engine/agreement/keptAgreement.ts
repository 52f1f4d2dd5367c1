import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import type { MatrixType } from "../../graph/int8/quantizeRows";
import { INT8_VERSION } from "../../graph/int8/writeInt8";
import { type Agreement, agreementSchema } from "../../tasks/schemas/agreementSchema";
import { markUsed } from "../cache/pruneCache";
import { writeWhole } from "../cache/writeWhole";
import { hashWeights } from "../weights/hashWeights";

/** Raise this when the sentences or the questions change. */
const VERSION = 1;

/** A checkpoint may bring its figures in a file of this name. They count if they are of its weights, as they are run here. */
const SHIPPED = "agreement.json";

export interface Subject {
  readonly checkpoint: Checkpoint;
  readonly matrixType: MatrixType;
  readonly cacheFolder: string;
}

/** Hash of everything that the outcome depends on, save the processor: weights, tokenizer, and how int8 computes. */
export async function nameSubject({ checkpoint, matrixType, cacheFolder }: Subject): Promise<string> {
  const { config, tokenizer, labels } = checkpoint;
  const weights = await hashWeights(checkpoint, cacheFolder);
  const described = JSON.stringify([VERSION, INT8_VERSION, matrixType, weights, config, tokenizer, labels]);
  return createHash("sha256").update(described).digest("hex");
}

/** What is known of a model: measured here, or by those who publish it. `undefined` if nothing is. */
export async function findAgreement(subject: Subject): Promise<Agreement | undefined> {
  const name = await nameSubject(subject);
  const path = pathOf(subject, name);
  const kept = await readEntry(path, name);
  if (kept === undefined) return readEntry(join(subject.checkpoint.folder, SHIPPED), name);
  await markUsed(path);
  return kept;
}

export async function keepAgreement(subject: Subject, agreement: Agreement): Promise<void> {
  const name = await nameSubject(subject);
  await writeWhole(pathOf(subject, name), (path) => writeFile(path, JSON.stringify({ [name]: agreement })));
}

function pathOf({ cacheFolder }: Subject, name: string): string {
  return join(cacheFolder, `${name}.agreement`);
}

/** @returns `undefined` if there is no such file, no such entry, or none that is valid. */
async function readEntry(path: string, name: string): Promise<Agreement | undefined> {
  const text = await readFile(path, "utf8").catch(() => "{}");
  try {
    const entries = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const { data } = agreementSchema.safeParse(entries?.[name]);
    return data;
  } catch {
    return undefined;
  }
}
