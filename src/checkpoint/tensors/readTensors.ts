import { realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { quote } from "../../wording/quote";
import type { CheckpointConfig, WeightTensor, WeightType } from "../checkpoint";
import { CheckpointError } from "../files/checkpointError";
import { type FileStamp, findStamp, isSameStamp, settleStamp } from "../files/fileStamp";
import { readJsonFields } from "../files/jsonFields";
import { findFile } from "../files/readFileBytes";
import { canonicalName } from "./canonicalName";
import { readSafetensors, type StoredTensor } from "./readSafetensors";

const SINGLE = "model.safetensors";
const INDEX = "model.safetensors.index.json";
const MAX_INDEX_BYTES = 8_388_608;

export interface Weights {
  readonly folder: string;
  /** Each by its name in `folder`. */
  readonly files: ReadonlyMap<string, FileStamp>;
  readonly tensors: ReadonlyMap<string, WeightTensor>;
  readonly parameters: number;
  /** Tensors whose numbers Cloze does not run, and their element types: "F64". */
  readonly others: ReadonlyMap<string, string>;
}

/**
 * Reads where the weights of a checkpoint folder are, in one file or in shards.
 *
 * @returns `undefined` if the folder has neither file.
 * @throws {CheckpointError} what `readSafetensors` throws; `bad-index`; `duplicate-tensor`; `changed` for a file that is being written.
 */
export async function readTensors(
  folder: string,
  architecture: CheckpointConfig["architecture"],
): Promise<Weights | undefined> {
  const files = (await findFile(join(folder, SINGLE))) === undefined ? await readIndex(folder) : [{ file: SINGLE }];
  if (files === undefined) return undefined;
  const tensors = new Map<string, WeightTensor>();
  const others = new Map<string, string>();
  const stamps = new Map<string, FileStamp>();
  let weightsFolder: string | undefined;
  let parameters = 0;
  for (const { file, names } of files) {
    const path = join(folder, file);
    const stamp = await settleStamp(path);
    const stored = await readSafetensors(path);
    if (names !== undefined) checkShard(path, stored, names);
    const real = await realpath(path);
    weightsFolder ??= dirname(real);
    if (dirname(real) !== weightsFolder) {
      throw new CheckpointError(
        "bad-index",
        `${path}: lies in ${dirname(real)}, expected beside the first shard in ${weightsFolder}`,
      );
    }
    const now = findStamp(real);
    if (now === undefined || !isSameStamp(stamp, now)) {
      throw new CheckpointError("changed", `${path}: changed while it was read. Try again when it is written`);
    }
    stamps.set(basename(real), stamp);
    parameters += addWeights(tensors, stored, { file: basename(real), architecture });
    for (const { name, dtype } of stored)
      if (!isWeightType(dtype)) others.set(canonicalName(name, architecture), dtype);
  }
  return { folder: weightsFolder ?? folder, files: stamps, tensors, parameters, others };
}

interface Shard {
  readonly file: string;
  /** Tensors that the index places in this file. */
  readonly names?: ReadonlySet<string>;
}

async function readIndex(folder: string): Promise<readonly Shard[] | undefined> {
  const index = await readJsonFields(join(folder, INDEX), { maxBytes: MAX_INDEX_BYTES, code: "bad-index" });
  if (index === undefined) return undefined;
  const weightMap = index.object("weight_map");
  const shards = new Map<string, Set<string>>();
  for (const name of weightMap.names()) {
    const file = weightMap.text(name);
    // Only a plain file name is allowed, so that the index cannot point outside the folder.
    if (!/^[\w-][\w.-]*\.safetensors$/.test(file))
      weightMap.refuse(name, "the name of a .safetensors file beside the index");
    const names = shards.get(file) ?? new Set();
    shards.set(file, names.add(name));
  }
  if (shards.size === 0) index.refuse("weight_map", "at least one tensor");
  return [...shards].map(([file, names]) => ({ file, names }));
}

function checkShard(path: string, stored: readonly StoredTensor[], names: ReadonlySet<string>): void {
  const found = new Set(stored.map(({ name }) => name));
  const missing = [...names].find((name) => !found.has(name));
  if (missing !== undefined) {
    throw new CheckpointError("bad-index", `${path}: has no tensor ${quote(missing)}, which the index places in it`);
  }
  const extra = [...found].find((name) => !names.has(name));
  if (extra !== undefined) {
    throw new CheckpointError(
      "bad-index",
      `${path}: has a tensor ${quote(extra)}, which the index does not place in it`,
    );
  }
}

/** Leaves out tensors that hold no weights ("position_ids", int64). @returns Number of weights added. */
function addWeights(
  tensors: Map<string, WeightTensor>,
  stored: readonly StoredTensor[],
  from: { readonly file: string; readonly architecture: CheckpointConfig["architecture"] },
): number {
  let added = 0;
  for (const { name, dtype, shape, elements, byteOffset, byteLength } of stored) {
    if (!isWeightType(dtype)) continue;
    const canonical = canonicalName(name, from.architecture);
    if (tensors.has(canonical)) {
      throw new CheckpointError(
        "duplicate-tensor",
        `tensor ${quote(name)}: ${canonical} was found before, expected one of that name`,
      );
    }
    tensors.set(canonical, { dtype, shape, file: from.file, byteOffset, byteLength });
    added += elements;
  }
  return added;
}

function isWeightType(dtype: string): dtype is WeightType {
  return dtype === "F32" || dtype === "F16" || dtype === "BF16";
}
