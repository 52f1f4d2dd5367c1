import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { readdir } from "#platform/files";
import { CheckpointError } from "../files/checkpointError";
import { findStamp, isSameStamp, settleStamp } from "../files/fileStamp";
import { readJsonFields } from "../files/jsonFields";
import { findFile } from "../files/readFileBytes";
import { readTorchFile } from "../pickle/readTorchFile";
import type { StoredTensor } from "../storedTensor";
import { readBundle } from "../tensorflow/readBundle";
import { readSafetensors } from "./readSafetensors";

const MAX_INDEX_BYTES = 8_388_608;

/** A file of weights. */
export interface WeightSource {
  /** Its name in the checkpoint's folder. */
  readonly file: string;
  /** Tensors that an index places in this file, if there is one. */
  readonly names?: ReadonlySet<string>;
  /** Which tensors it holds, and where. */
  readonly read: () => Promise<readonly StoredTensor[]>;
}

/** A form whose file says by itself which tensors it holds. */
interface Form {
  readonly single: string;
  readonly index: string;
  /** Names of shards. Only a plain file name is allowed, so that the index cannot point outside the folder. */
  readonly shard: RegExp;
  readonly ending: string;
  readonly read: (path: string) => Promise<readonly StoredTensor[]>;
}

/** The first one that a folder has is read. */
const FORMS: readonly Form[] = [
  {
    single: "model.safetensors",
    index: "model.safetensors.index.json",
    shard: /^[\w-][\w.-]*\.safetensors$/,
    ending: ".safetensors",
    read: readSafetensors,
  },
  {
    single: "pytorch_model.bin",
    index: "pytorch_model.bin.index.json",
    shard: /^[\w-][\w.-]*\.bin$/,
    ending: ".bin",
    read: readTorchFile,
  },
];

const BUNDLE = /\.ckpt(?:-\d+)?\.index$/;
/** As google-research/bert published them. */
const PUBLISHED = "bert_model.ckpt.index";

/**
 * Finds the files of weights of a checkpoint folder: safetensors, else what PyTorch saved, else a checkpoint of
 * TensorFlow.
 *
 * @returns `undefined` if the folder has none of them.
 * @throws {CheckpointError} `bad-index`; what `readBundle` throws.
 */
export async function listWeightFiles(folder: string): Promise<readonly WeightSource[] | undefined> {
  for (const form of FORMS) {
    const read = (file: string) => () => form.read(join(folder, file));
    if ((await findFile(join(folder, form.single))) !== undefined)
      return [{ file: form.single, read: read(form.single) }];
    const shards = await readIndex(folder, form);
    if (shards !== undefined) return [...shards].map(([file, names]) => ({ file, names, read: read(file) }));
  }
  const bundle = await findBundle(folder);
  return bundle === undefined ? undefined : listBundle(bundle);
}

async function readIndex(folder: string, form: Form): Promise<ReadonlyMap<string, ReadonlySet<string>> | undefined> {
  const index = await readJsonFields(join(folder, form.index), { maxBytes: MAX_INDEX_BYTES, code: "bad-index" });
  if (index === undefined) return undefined;
  const weightMap = index.object("weight_map");
  const shards = new Map<string, Set<string>>();
  for (const name of weightMap.names()) {
    const file = weightMap.text(name);
    if (!form.shard.test(file)) weightMap.refuse(name, l10n.t("the name of a {0} file beside the index", form.ending));
    const names = shards.get(file) ?? new Set();
    shards.set(file, names.add(name));
  }
  if (shards.size === 0) index.refuse("weight_map", l10n.t("at least one tensor"));
  return shards;
}

/** @returns Path of the index; `undefined` if there is none. */
async function findBundle(folder: string): Promise<string | undefined> {
  const found = (await readdir(folder)).filter((name) => BUNDLE.test(name)).sort();
  const [first] = found;
  if (found.length > 1 && !found.includes(PUBLISHED)) {
    throw new CheckpointError(
      "bad-index",
      l10n.t(
        "{0}: {1} checkpoints of TensorFlow, such as {2}, expected one: put the one that you mean into a folder of its own, with its .data files",
        folder,
        found.length,
        first ?? "",
      ),
    );
  }
  const chosen = found.includes(PUBLISHED) ? PUBLISHED : first;
  return chosen === undefined ? undefined : join(folder, chosen);
}

async function listBundle(path: string): Promise<readonly WeightSource[]> {
  const stamp = await settleStamp(path);
  const { files, tensors } = await readBundle(path);
  const now = findStamp(path);
  if (now === undefined || !isSameStamp(stamp, now)) {
    throw new CheckpointError("changed", l10n.t("{0}: changed while it was read. Try again when it is written", path));
  }
  return files.map((file) => ({ file, read: () => Promise.resolve(tensors.filter((tensor) => tensor.file === file)) }));
}
