import { type FileHandle, open } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import { quote } from "../wording/quote";
import type { Checkpoint, WeightTensor } from "./checkpoint";
import { CheckpointError } from "./files/checkpointError";
import { crc32c } from "./files/crc32c";
import { permuteAxes } from "./permuteAxes";
import { readWeightFile } from "./weightFile";

/** The data of the file starts at a multiple of this, a cache line. */
const ALIGNMENT = 64;
const LENGTH_BYTES = 8;
const CHUNK_BYTES = 4_194_304;

/** A safetensors file of a checkpoint's weights, before it is written. */
export interface WeightLayout {
  readonly header: Uint8Array;
  /** Row-major, each in `file`. */
  readonly tensors: ReadonlyMap<string, WeightTensor>;
  readonly byteLength: number;
}

/** Lays out all weights of a checkpoint in one file, by the names that they have in `Checkpoint.tensors`. */
export function layOutWeights(checkpoint: Pick<Checkpoint, "tensors">, file: string): WeightLayout {
  let end = 0;
  const placed = listInOrder(checkpoint).map(([name, { dtype, shape, byteLength }]) => {
    end += byteLength;
    return [name, { dtype, shape, file, byteOffset: end - byteLength, byteLength }] as const;
  });
  const entries = placed.map(
    ([name, { dtype, shape, byteOffset, byteLength }]) =>
      [name, { dtype, shape, data_offsets: [byteOffset, byteOffset + byteLength] }] as const,
  );
  // The libraries of Hugging Face ask for the format.
  const json = JSON.stringify(Object.fromEntries([["__metadata__", { format: "pt" }], ...entries]));
  const padding = (ALIGNMENT - ((LENGTH_BYTES + Buffer.byteLength(json)) % ALIGNMENT)) % ALIGNMENT;
  const text = Buffer.from(json + " ".repeat(padding));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(text.length));
  const header = Buffer.concat([length, text]);
  const tensors = placed.map(
    ([name, tensor]) => [name, { ...tensor, byteOffset: header.length + tensor.byteOffset }] as const,
  );
  return { header, tensors: new Map(tensors), byteLength: header.length + end };
}

/**
 * Writes the weights of a checkpoint as `layOutWeights` laid them out: the same numbers, row-major.
 *
 * @param path - Of a file that is not there yet.
 * @param onStep - Called between steps, of some milliseconds each, with bytes; what it throws ends the work.
 * @throws {CheckpointError} `changed`; `bad-tensor` for a tensor whose checksum is wrong.
 */
export async function writeWeights(
  checkpoint: Checkpoint,
  { header, byteLength }: WeightLayout,
  { path, onStep }: { readonly path: string; readonly onStep: (done: number, total: number) => void | Promise<void> },
): Promise<void> {
  const output = await open(path, "wx");
  try {
    let done = 0;
    const write = async (bytes: Uint8Array) => {
      await writeAll(output, bytes);
      done += bytes.length;
      await onStep(done, byteLength);
    };
    await write(header);
    const tensors = listInOrder(checkpoint);
    for (const file of new Set(tensors.map(([, tensor]) => tensor.file))) {
      await readWeightFile(checkpoint, file, async (input) => {
        for (const [name, tensor] of tensors) {
          if (tensor.file === file) await copyTensor(input, { name, ...tensor }, write);
        }
      });
    }
  } finally {
    await output.close();
  }
}

/** By file, and there by place: so each file is read from its start to its end. */
function listInOrder({ tensors }: Pick<Checkpoint, "tensors">): readonly (readonly [string, WeightTensor])[] {
  return [...tensors].sort(([, a], [, b]) =>
    a.file === b.file ? a.byteOffset - b.byteOffset : a.file < b.file ? -1 : 1,
  );
}

async function copyTensor(
  input: FileHandle,
  tensor: WeightTensor & { readonly name: string },
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const { name, dtype, shape, byteOffset, byteLength, strides, checksum } = tensor;
  // What stands in another order is needed whole.
  const chunkBytes = strides === undefined ? CHUNK_BYTES : byteLength;
  let found = 0;
  for (let at = 0; at < byteLength; at += chunkBytes) {
    const bytes = await readAll(input, byteOffset + at, Math.min(chunkBytes, byteLength - at));
    if (checksum !== undefined) found = crc32c(bytes, found);
    await write(
      strides === undefined ? bytes : permuteAxes(bytes, { elementBytes: dtype === "F32" ? 4 : 2, shape, strides }),
    );
  }
  if (checksum !== undefined && found !== checksum) {
    throw new CheckpointError(
      "bad-tensor",
      l10n.t(
        "tensor {0}: the checksum of its bytes is {1}, expected {2}: the file is damaged",
        quote(name),
        found,
        checksum,
      ),
    );
  }
}

async function readAll(input: FileHandle, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await input.read(bytes, filled, length - filled, start + filled);
    // `readWeightFile` finds that the file has changed.
    if (bytesRead === 0)
      throw new CheckpointError(
        "changed",
        l10n.t("a file of weights ends at byte {0}, expected {1}", start + filled, start + length),
      );
    filled += bytesRead;
  }
  return bytes;
}

async function writeAll(output: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await output.write(bytes, written)).bytesWritten;
  }
}
