import { createHash } from "node:crypto";
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { GraphError } from "../../graph/graphError";
import type { GraphWeights } from "../../graph/graphWeights";
import { type Int8File, layOutInt8 } from "../../graph/int8/int8File";
import { planInt8 } from "../../graph/int8/planInt8";
import type { MatrixType } from "../../graph/int8/quantizeRows";
import { type CheckStart, type Int8Weights, readInt8 } from "../../graph/int8/readInt8";
import { INT8_VERSION, writeInt8 } from "../../graph/int8/writeInt8";
import { ModelError } from "../../tasks/model/model";
import { markUsed, pruneCache } from "../cache/pruneCache";
import { writeWhole } from "../cache/writeWhole";
import { openAtOnce, openChecked, type OpenSession } from "../sessions/openSession";
import { hashWeights } from "./hashWeights";

export interface Int8Options {
  readonly cacheFolder: string;
  readonly matrixType: MatrixType;
  /** Checks the file. Default: in this thread. */
  readonly check?: CheckStart | undefined;
}

/** Weights, and the way to open a session over them. */
export interface PreparedWeights {
  readonly graphWeights: GraphWeights;
  readonly openSession: OpenSession;
}

interface Place {
  readonly checkpoint: Checkpoint;
  readonly layout: Int8File;
  readonly path: string;
  readonly options: Int8Options;
}

/**
 * Takes a checkpoint's int8 weights from the cache. If they are not there, or damaged, they are made and put there. Every
 * byte is checked before a session over them answers.
 *
 * The file's name is a hash of everything that it is made from. So every process that runs the checkpoint shares it,
 * while another checkpoint or a later version of Cloze has its own.
 *
 * @throws {GraphError} `bad-weight`; {ModelError} `failed` if the folder cannot be used.
 */
export async function prepareInt8(checkpoint: Checkpoint, options: Int8Options): Promise<PreparedWeights> {
  const { cacheFolder } = options;
  return nameFolder(cacheFolder, async () => {
    await mkdir(cacheFolder, { recursive: true });
    // ONNX Runtime resolves links, and accepts no weights from outside the folder that it is given.
    const folder = await realpath(cacheFolder);
    const made = { checkpoint, layout: layOutInt8(planInt8(checkpoint)), options };
    const path = join(folder, `${await nameWeights(made, folder)}.safetensors`);
    const place = { ...made, path };
    const found = await findInt8(place);
    if (found !== undefined) {
      await markUsed(path);
      const mend = () => nameFolder(cacheFolder, () => makeInt8(place));
      return { graphWeights: found, openSession: openChecked(found.checked, mend) };
    }
    await pruneCache(folder, [".safetensors", ".hash"]);
    return { graphWeights: await makeInt8(place), openSession: openAtOnce };
  });
}

async function nameFolder<T>(cacheFolder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof GraphError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError("failed", `int8 weights cannot be kept in ${cacheFolder}: ${reason}`, { cause });
  }
}

async function nameWeights({ checkpoint, layout, options }: Omit<Place, "path">, folder: string): Promise<string> {
  return createHash("sha256")
    .update(`${INT8_VERSION} ${options.matrixType} ${await hashWeights(checkpoint, folder)}`)
    .update(layout.header)
    .digest("hex");
}

/** @returns `undefined` if there is no such file, or its size or header is wrong. */
async function findInt8({ layout, path, options }: Place): Promise<Int8Weights | undefined> {
  return readInt8(layout, path, options.check).catch((error: unknown) => {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isMissing || (error instanceof GraphError && error.code === "bad-file")) return undefined;
    throw error;
  });
}

/** Writes the file and checks it. */
async function makeInt8(place: Place): Promise<Int8Weights> {
  const { checkpoint, layout, path, options } = place;
  try {
    await writeWhole(path, (temporary) => writeInt8(checkpoint, temporary, options.matrixType));
  } catch (error) {
    // On Windows a file cannot replace one that another process reads. In that case the other process has just made it.
    const made = await findInt8(place);
    if (made === undefined) throw error;
    await made.checked;
    return made;
  }
  const made = await readInt8(layout, path, options.check);
  await made.checked;
  return made;
}
