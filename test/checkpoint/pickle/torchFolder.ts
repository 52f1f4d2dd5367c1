import { join } from "node:path";
import { createFolder, TINY_BERT } from "../checkpointFolder";
import { type FileTensor, readTensorsOf } from "../safetensorsFile";
import { dict, pickle, tensor } from "./pickleWriter";
import { writeZip } from "./zipWriter";

export interface TorchFolder {
  /** Whether matrices are stored by columns, as those are that were made of TensorFlow's. Default: false. */
  readonly isByColumns?: boolean;
  readonly files?: Readonly<Record<string, string | Uint8Array | undefined>>;
}

/** A folder of the tiny BERT whose weights are in pytorch_model.bin. */
export function createTorchFolder({ isByColumns = false, files = {} }: TorchFolder = {}): string {
  const tensors = readTensorsOf(join(TINY_BERT, "model.safetensors"));
  const weights = writeTorchFile(isByColumns ? tensors.map(toColumns) : tensors);
  return createFolder({ files: { "model.safetensors": undefined, "pytorch_model.bin": weights, ...files } });
}

/** An archive as torch.save writes it: one storage for each tensor. */
export function writeTorchFile(
  tensors: readonly (FileTensor & { readonly strides?: readonly number[] })[],
): Uint8Array {
  const types: Readonly<Record<string, string>> = { F32: "FloatStorage", F16: "HalfStorage", BF16: "BFloat16Storage" };
  const entries = tensors.map(({ name, dtype, shape, bytes, strides }, i) => {
    const elements = bytes.length / (dtype === "F32" ? 4 : 2);
    const type = types[dtype];
    if (type === undefined) throw new Error(`no storage for ${dtype}`);
    return [name, tensor({ type, key: String(i), elements, shape, strides: strides ?? rowsOf(shape) })] as const;
  });
  const storages = tensors.map(({ bytes }, i) => ({ name: `m/data/${i}`, bytes }));
  return writeZip([{ name: "m/data.pkl", bytes: pickle(dict(Object.fromEntries(entries))) }, ...storages]);
}

function rowsOf(shape: readonly number[]): readonly number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
}

/** The same numbers, stored by columns if there are any. */
export function toColumns(stored: FileTensor): FileTensor & { readonly strides?: readonly number[] } {
  const [rows, columns] = stored.shape;
  if (rows === undefined || columns === undefined || stored.dtype !== "F32") return stored;
  const from = new Uint32Array(stored.bytes.slice().buffer);
  const to = from.map((_, at) => from[(at % rows) * columns + Math.floor(at / rows)]!);
  return { ...stored, bytes: new Uint8Array(to.buffer), strides: [1, rows] };
}
