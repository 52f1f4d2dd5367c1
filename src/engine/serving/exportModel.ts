import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { readCheckpoint } from "../../checkpoint/readCheckpoint";
import { buildServedGraph } from "../../graph/buildServedGraph";
import type { GraphWeights } from "../../graph/graphWeights";
import { layOutInt8 } from "../../graph/int8/int8File";
import { planInt8 } from "../../graph/int8/planInt8";
import { readInt8 } from "../../graph/int8/readInt8";
import { writeInt8 } from "../../graph/int8/writeInt8";
import { ModelError } from "../../tasks/model/model";
import { type ServedHead, servedHeadSchema } from "../../tasks/schemas/servedHeadSchema";
import { arrangeWeights } from "../weights/arrangeWeights";
import { describeServed } from "./servedModel";
import { listServerFiles, type ServerKind } from "./serverFiles";
import { writeOnnxFile } from "./writeOnnxFile";

export interface Export {
  readonly model: string;
  readonly to: string;
  readonly for: ServerKind;
  readonly head?: ServedHead | undefined;
  readonly precision?: "fp32" | "fp16" | "int8" | undefined;
  readonly name?: string | undefined;
}

export interface Exported {
  readonly folder: string;
  readonly name: string;
  readonly files: string[];
  readonly head: ServedHead;
  readonly others: ServedHead[];
  readonly inputs: string[];
  readonly outputs: string[];
  readonly bytes: number;
}

/**
 * Writes a checkpoint for an inference server. It is written under another name and then renamed: whoever looks sees all
 * of it or nothing.
 *
 * @param onStep - Called between steps, with bytes; what it throws ends the work, and nothing is left of it.
 * @throws {CheckpointError} for a folder that is not a valid checkpoint; {GraphError} `no-readout`, `too-large`,
 * `bad-weight`; {ModelError} `bad-request` if there is something at `to`, `failed` if it cannot be written.
 */
export async function exportModel(
  asked: Export,
  {
    cacheFolder,
    onStep,
  }: { readonly cacheFolder: string; readonly onStep: (done: number, total: number) => Promise<void> },
): Promise<Exported> {
  const target = path.resolve(asked.to);
  const { checkpoint } = await arrangeWeights(await readCheckpoint(asked.model), cacheFolder);
  const isThere = await requireEmpty(target);
  const [first, ...rest] = servedHeadSchema.options.filter((head) => checkpoint.readouts[head].present);
  const head = asked.head ?? first;
  if (head === undefined) {
    throw new ModelError(
      "no-readout",
      l10n.t("{0} has no readout: it can only be looked at, not served", checkpoint.folder),
    );
  }
  const name = asked.name ?? nameServed(checkpoint.folder);
  const served = describeServed(checkpoint, head);
  const files = listServerFiles(asked.for, { name, ...served });
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.tmp`);
  try {
    const model = path.join(temporary, files.model);
    // One step by itself: where nothing can be made, as in /proc, making all of a path never ends.
    await mkdir(temporary);
    await mkdir(path.dirname(model), { recursive: true });
    const bytes = await writeModel(checkpoint, { head, precision: asked.precision ?? "fp32" }, { path: model, onStep });
    for (const [file, text] of Object.entries(files.texts)) await writeFile(path.join(temporary, file), text);
    if (isThere) await rmdir(target);
    await rename(temporary, target);
    const others = [first, ...rest].filter((other) => other !== undefined && other !== head) as ServedHead[];
    const names = { inputs: served.inputs.map((each) => each.name), outputs: served.outputs.map((each) => each.name) };
    return { folder: target, name, files: [files.model, ...Object.keys(files.texts)], head, others, ...names, bytes };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ModelError("failed", l10n.t("{0}: cannot be written: {1}", target, error.message), { cause: error });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** @returns Whether there is a folder already, which is empty. */
async function requireEmpty(target: string): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) {
    const parent = await stat(path.dirname(target)).catch(() => undefined);
    if (parent?.isDirectory() === true) return false;
    throw new ModelError(
      "bad-request",
      l10n.t("{0}: expected a new folder in one that is there, and {1} is not", target, path.dirname(target)),
    );
  }
  if (found.isDirectory() && (await readdir(target)).length === 0) return true;
  throw new ModelError(
    "bad-request",
    found.isDirectory()
      ? l10n.t("{0}: is there already and not empty, expected a new folder", target)
      : l10n.t("{0}: is there already, expected a new folder", target),
  );
}

/** @returns Bytes of the file. */
async function writeModel(
  checkpoint: Checkpoint,
  { head, precision }: { readonly head: ServedHead; readonly precision: "fp32" | "fp16" | "int8" },
  options: Parameters<typeof writeOnnxFile>[2],
): Promise<number> {
  if (precision !== "int8") {
    const computes = precision === "fp16" ? "float16" : "float";
    const graph = buildServedGraph(checkpoint, head, { weights: retype(checkpoint, computes), computes });
    return writeOnnxFile(graph, { checkpoint }, options);
  }
  const file = `${options.path}.int8`;
  // Narrow: the server's processor is not known, and full products overflow on those without VNNI.
  await writeInt8(checkpoint, file, "narrow");
  try {
    const weights = await readInt8(layOutInt8(planInt8(checkpoint)), file);
    await weights.checked;
    const graph = buildServedGraph(checkpoint, head, { weights, computes: "float" });
    return await writeOnnxFile(graph, { folder: weights.folder }, options);
  } finally {
    await rm(file, { force: true });
  }
}

/** The checkpoint's weights as if they were of one type, into which they are converted when they are written. */
function retype({ weightsFolder, tensors }: Checkpoint, type: "float" | "float16"): GraphWeights {
  const bytes = type === "float16" ? 2 : 4;
  const entries = [...tensors].map(([name, { shape, file, byteOffset }]) => {
    const byteLength = shape.reduce((product, size) => product * size, bytes);
    return [name, { type, shape, file, byteOffset, byteLength }] as const;
  });
  return { folder: weightsFolder, tensors: new Map(entries) };
}

/** A name that every server takes, and that can stand in an address. */
function nameServed(folder: string): string {
  const made = path
    .basename(folder)
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 63);
  return made === "" ? "model" : made;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
