import { basename, dirname, join } from "node:path";
import * as l10n from "@vscode/l10n";
import { realpath } from "#platform/files";
import { quote } from "../../wording/quote";
import type { CheckpointConfig, WeightTensor, WeightType } from "../checkpoint";
import { CheckpointError } from "../files/checkpointError";
import { type FileStamp, findStamp, isSameStamp, settleStamp } from "../files/fileStamp";
import type { StoredTensor } from "../storedTensor";
import { canonicalName } from "./canonicalName";
import { listWeightFiles } from "./listWeightFiles";
import { TENSOR_NAMES } from "./tensorNames";

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
 * Reads where the weights of a checkpoint folder are, in one file or in shards, in whichever form `listWeightFiles` finds.
 *
 * @returns `undefined` if the folder has none.
 * @throws {CheckpointError} what `listWeightFiles`, `readSafetensors` and `readTorchFile` throw; `bad-index`; `duplicate-tensor`; `changed` for a file that is being written.
 */
export async function readTensors(
  folder: string,
  architecture: CheckpointConfig["architecture"],
): Promise<Weights | undefined> {
  const files = await listWeightFiles(folder);
  if (files === undefined) return undefined;
  const tensors = new Map<string, WeightTensor>();
  const others = new Map<string, string>();
  const stamps = new Map<string, FileStamp>();
  let weightsFolder: string | undefined;
  let parameters = 0;
  for (const { file, names, read } of files) {
    const path = join(folder, file);
    const stamp = await settleStamp(path);
    const stored = await read();
    if (names !== undefined) checkShard(path, stored, names);
    const real = await realpath(path);
    weightsFolder ??= dirname(real);
    if (dirname(real) !== weightsFolder) {
      throw new CheckpointError(
        "bad-index",
        l10n.t("{0}: lies in {1}, expected beside the first shard in {2}", path, dirname(real), weightsFolder),
      );
    }
    const now = findStamp(real);
    if (now === undefined || !isSameStamp(stamp, now)) {
      throw new CheckpointError(
        "changed",
        l10n.t("{0}: changed while it was read. Try again when it is written", path),
      );
    }
    stamps.set(basename(real), stamp);
    parameters += addWeights(tensors, stored, { file: basename(real), architecture });
    for (const { name, dtype } of stored)
      if (!isWeightType(dtype)) others.set(canonicalName(name, architecture), dtype);
  }
  dropTiedDecoder(tensors, architecture);
  return { folder: weightsFolder ?? folder, files: stamps, tensors, parameters, others };
}

/** Files of PyTorch name the word embeddings a second time as the decoder. Without it the readout uses those. */
function dropTiedDecoder(tensors: Map<string, WeightTensor>, architecture: CheckpointConfig["architecture"]): void {
  const { words, mlm } = TENSOR_NAMES[architecture];
  const [embeddings, decoder] = [tensors.get(words), tensors.get(mlm.decoder)];
  if (embeddings === undefined || decoder === undefined) return;
  if (JSON.stringify(embeddings) === JSON.stringify(decoder)) tensors.delete(mlm.decoder);
}

function checkShard(path: string, stored: readonly StoredTensor[], names: ReadonlySet<string>): void {
  const found = new Set(stored.map(({ name }) => name));
  const missing = [...names].find((name) => !found.has(name));
  if (missing !== undefined) {
    throw new CheckpointError(
      "bad-index",
      l10n.t("{0}: has no tensor {1}, which the index places in it", path, quote(missing)),
    );
  }
  const extra = [...found].find((name) => !names.has(name));
  if (extra !== undefined) {
    throw new CheckpointError(
      "bad-index",
      l10n.t("{0}: has a tensor {1}, which the index does not place in it", path, quote(extra)),
    );
  }
}

/** Leaves out tensors that hold no weights ("position_ids", int64). @returns Number of weights added. */
function addWeights(
  tensors: Map<string, WeightTensor>,
  stored: readonly StoredTensor[],
  from: { readonly file: string; readonly architecture: CheckpointConfig["architecture"] },
): number {
  const counted = new Set<string>();
  let added = 0;
  for (const { name, dtype, shape, elements, byteOffset, byteLength, strides, checksum } of stored) {
    if (!isWeightType(dtype)) continue;
    const canonical = canonicalName(name, from.architecture);
    if (tensors.has(canonical)) {
      throw new CheckpointError(
        "duplicate-tensor",
        l10n.t("tensor {0}: {1} was found before, expected one of that name", quote(name), canonical),
      );
    }
    tensors.set(canonical, {
      dtype,
      shape,
      file: from.file,
      byteOffset,
      byteLength,
      ...(strides && { strides }),
      ...(checksum !== undefined && { checksum }),
    });
    // Several names may mean the same numbers.
    const place = `${byteOffset} ${byteLength}`;
    if (byteLength === 0 || !counted.has(place)) added += elements;
    counted.add(place);
  }
  return added;
}

function isWeightType(dtype: string): dtype is WeightType {
  return dtype === "F32" || dtype === "F16" || dtype === "BF16";
}
