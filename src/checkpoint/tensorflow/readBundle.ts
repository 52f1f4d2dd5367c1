import { basename } from "node:path";
import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { ELEMENT_BYTES } from "../elementBytes";
import { CheckpointError } from "../files/checkpointError";
import { unmaskCrc } from "../files/crc32c";
import { findFile } from "../files/readFileBytes";
import type { StoredTensor } from "../storedTensor";
import { nameVariable } from "./nameVariable";
import { type ProtoValue, readProtoFields } from "./protoFields";
import { readTable } from "./readTable";

/** Source: tensorflow/tensorflow v2.19.0, types.proto, `DataType`. */
const TYPES: Readonly<Record<number, string>> = {
  1: "F32",
  2: "F64",
  3: "I32",
  4: "U8",
  5: "I16",
  6: "I8",
  9: "I64",
  10: "BOOL",
  14: "BF16",
  17: "U16",
  19: "F16",
  22: "U32",
  23: "U64",
};
/** What a checkpoint of objects, as TensorFlow 2 saves them, has instead of names. */
const OBJECTS = "_CHECKPOINTABLE_OBJECT_GRAPH";
const MAX_SHARDS = 1_000;
const MAX_AXES = 16;

/** A tensor of a bundle, and its file. */
export interface BundleTensor extends StoredTensor {
  /** Name of a file beside the index. */
  readonly file: string;
}

export interface Bundle {
  /** All files of numbers, by name. */
  readonly files: readonly string[];
  readonly tensors: readonly BundleTensor[];
}

/**
 * Reads the index of a checkpoint of TensorFlow. Variables of the optimizer are left out, the others have the names that
 * PyTorch's checkpoints give them, and its kernels, [in, out], the shape that these have: [out, in].
 *
 * @param path - Of the index, which ends in ".index".
 * @throws {CheckpointError} what `readTable` throws; `bad-header`, `bad-tensor`, `truncated`, `unsupported`.
 * Source: tensorflow/tensorflow v2.19.0, tensor_bundle.proto.
 */
export async function readBundle(path: string): Promise<Bundle> {
  const table = await readTable(path);
  if (table.has(OBJECTS)) {
    throw new CheckpointError(
      "unsupported",
      l10n.t(
        "{0}: a checkpoint of objects, as TensorFlow 2 saves them, expected one of variables, as google-research/bert saves them",
        path,
      ),
    );
  }
  const header = readProtoFields(table.get("") ?? new Uint8Array(), `${path}: header`);
  const shards = readNumber(header, 1);
  if (!(shards >= 1 && shards <= MAX_SHARDS)) {
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0}: {1} files of numbers, expected 1 to {2}", path, shards, MAX_SHARDS),
    );
  }
  if (readNumber(header, 2) !== 0)
    throw new CheckpointError("unsupported", l10n.t("{0}: its numbers are big-endian, expected little-endian", path));
  const prefix = basename(path, ".index");
  const files = Array.from({ length: shards }, (_, i) => `${prefix}.data-${pad(i)}-of-${pad(shards)}`);
  const sizes = await Promise.all(files.map((file) => findSize(path, file)));
  const entries = [...table].filter(([name]) => name !== "");
  const tensors = entries.flatMap(([name, value]) => readEntry(path, name, { value, files, sizes }));
  refuseOverlaps(path, tensors);
  return { files, tensors };
}

async function findSize(path: string, file: string): Promise<number> {
  const found = await findFile(path.slice(0, -basename(path).length) + file);
  if (found === undefined)
    throw new CheckpointError("missing-file", l10n.t("{0}: no file {1} beside it, which it names", path, file));
  return found.size;
}

function readEntry(
  path: string,
  name: string,
  {
    value,
    files,
    sizes,
  }: { readonly value: Uint8Array; readonly files: readonly string[]; readonly sizes: readonly number[] },
): readonly BundleTensor[] {
  const named = nameVariable(name);
  if (named === undefined) return [];
  const where = l10n.t("{0}: variable {1}", path, quote(name));
  const fields = readProtoFields(value, where);
  const refuse = (what: string) => new CheckpointError("bad-tensor", `${where}: ${what}`);
  if (fields.has(7)) throw new CheckpointError("unsupported", l10n.t("{0}: in slices, expected one piece", where));
  const dtype = TYPES[readNumber(fields, 1)];
  if (dtype === undefined) return [];
  const shape = readShape(fields.get(2)?.at(-1), where);
  const elements = shape.reduce((product, size) => product * size, 1);
  const byteLength = readNumber(fields, 5);
  const expected = elements * (ELEMENT_BYTES[dtype] ?? 0);
  if (!Number.isSafeInteger(expected) || byteLength !== expected) {
    throw refuse(l10n.t("{0} bytes, expected {1} for {2} of {3}", byteLength, expected, quote(shape), dtype));
  }
  const shard = readNumber(fields, 3);
  const [file, size] = [files[shard], sizes[shard]];
  if (file === undefined || size === undefined)
    throw refuse(l10n.t("in file {0} of numbers, expected 0 to {1}", shard, files.length - 1));
  const byteOffset = readNumber(fields, 4);
  if (!(byteOffset + byteLength <= size)) {
    throw new CheckpointError(
      "truncated",
      l10n.t("{0}: ends at byte {1} of {2}, expected at most {3}", where, byteOffset + byteLength, file, size),
    );
  }
  if (!fields.has(6)) throw refuse(l10n.t("no checksum, expected one"));
  const checksum = unmaskCrc(readNumber(fields, 6));
  return [
    { name: named.name, dtype, elements, byteOffset, byteLength, file, checksum, ...orient(shape, named.isKernel) },
  ];
}

/** A kernel is stored as [in, out]; a weight's shape is [out, in]. */
function orient(shape: readonly number[], isKernel: boolean): Pick<StoredTensor, "shape" | "strides"> {
  const [inputs, outputs] = shape;
  if (!isKernel || inputs === undefined || outputs === undefined || shape.length !== 2) return { shape };
  return { shape: [outputs, inputs], strides: [1, outputs] };
}

function readShape(value: ProtoValue | undefined, where: string): readonly number[] {
  if (!(value instanceof Uint8Array)) return [];
  const axes = readProtoFields(value, `${where}: shape`).get(2) ?? [];
  if (axes.length > MAX_AXES)
    throw new CheckpointError(
      "bad-tensor",
      l10n.t("{0}: {1} axes, expected at most {2}", where, axes.length, MAX_AXES),
    );
  return axes.map((axis) => {
    const size = axis instanceof Uint8Array ? readNumber(readProtoFields(axis, `${where}: shape`), 1) : NaN;
    if (Number.isSafeInteger(size)) return size;
    throw new CheckpointError("bad-tensor", l10n.t("{0}: a size of {1}, expected an integer from 0", where, size));
  });
}

function refuseOverlaps(path: string, tensors: readonly BundleTensor[]): void {
  const sorted = [...tensors].sort((a, b) =>
    a.file === b.file ? a.byteOffset - b.byteOffset : a.file < b.file ? -1 : 1,
  );
  for (const [i, { name, file, byteOffset, byteLength }] of sorted.entries()) {
    const next = sorted[i + 1];
    if (next?.file !== file || byteOffset + byteLength <= next.byteOffset) continue;
    throw new CheckpointError(
      "bad-tensor",
      l10n.t("{0}: {1} overlaps {2}, expected bytes of its own", path, quote(name), quote(next.name)),
    );
  }
}

/** The last value of a field; 0 if there is none, as protobuf has it. NaN for one that is no count. */
function readNumber(fields: ReadonlyMap<number, readonly ProtoValue[]>, field: number): number {
  const value = fields.get(field)?.at(-1) ?? 0n;
  if (typeof value !== "bigint" || value > BigInt(Number.MAX_SAFE_INTEGER)) return NaN;
  return Number(value);
}

function pad(index: number): string {
  return String(index).padStart(5, "0");
}
