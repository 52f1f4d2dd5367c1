import { join } from "node:path";
import { type Change, createFolder, TINY_BERT } from "./checkpointFolder";
import { type FileTensor, readTensorsOf, writeSafetensors } from "./safetensorsFile";

type Tensors = readonly FileTensor[];

/** Changes of a checkpoint's tensors, for {@link createFolder}. */
export const rename =
  (pattern: RegExp, to: string) =>
  (tensors: Tensors): Tensors =>
    tensors.map((tensor) => ({ ...tensor, name: tensor.name.replace(pattern, to) }));

export const without =
  (part: string) =>
  (tensors: Tensors): Tensors =>
    tensors.filter(({ name }) => !name.includes(part));

export const reshape =
  (name: string, shape: readonly number[]) =>
  (tensors: Tensors): Tensors =>
    tensors.map((tensor) => (tensor.name === name ? { ...tensor, shape } : tensor));

/** Splits the weights into two files with an index. */
function shard(tensors: readonly FileTensor[], weightMap?: (map: Record<string, string>) => unknown): Change["files"] {
  const files = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"] as const;
  const parts = files.map((_, index) => tensors.filter((_, place) => place % 2 === index));
  const map = Object.fromEntries(parts.flatMap((part, index) => part.map(({ name }) => [name, files[index]!])));
  return {
    "model.safetensors": undefined,
    "model.safetensors.index.json": JSON.stringify({ metadata: {}, weight_map: weightMap ? weightMap(map) : map }),
    ...Object.fromEntries(files.map((file, index) => [file, writeSafetensors(parts[index]!)])),
  };
}

/** Creates a folder whose weights are in two files, with an index that `weightMap` may spoil. */
export function createSharded(weightMap?: (map: Record<string, string>) => unknown): string {
  const tensors = readTensorsOf(join(TINY_BERT, "model.safetensors"));
  return createFolder({ files: shard(tensors, weightMap)! });
}
