import type { StoredTensor } from "../../checkpoint/storedTensor";
import { scaleName, shiftName } from "../graphWeights";
import type { Int8Weight } from "./planInt8";

/**
 * The file of an int8 graph's weights: a safetensors file whose last tensor is the CRC-32 of all bytes before it.
 * The float32 tensors come first, so that each starts at a multiple of four.
 */
export interface Int8File {
  /** The header's length, and its JSON. */
  readonly header: Uint8Array;
  /** By name, the checksum included; offsets count from the start of the file. */
  readonly tensors: ReadonlyMap<string, Omit<StoredTensor, "elements">>;
  readonly byteLength: number;
}

/**
 * Name of the checksum's tensor. It guards against damage, not forgery: whoever can write this file can write any other.
 * SHA-256 took four times as long.
 */
export const CHECKSUM = "crc32";
const CHECKSUM_BYTES = 4;
/** The data starts at a multiple of this, a cache line. */
const ALIGNMENT = 64;

export function layOutInt8(weights: readonly Int8Weight[]): Int8File {
  const entries = weights.flatMap(listEntries).sort((a, b) => b.elementBytes - a.elementBytes);
  entries.push({ name: CHECKSUM, dtype: "U8", shape: [CHECKSUM_BYTES], elementBytes: 1 });
  let offset = 0;
  const placed = entries.map(({ name, dtype, shape, elementBytes }) => {
    const byteLength = shape.reduce((product, size) => product * size, elementBytes);
    offset += byteLength;
    return { name, dtype, shape, byteOffset: offset - byteLength, byteLength };
  });
  // A shift depends on its bound, so a file for other bounds has another header.
  const bounds = Object.fromEntries(
    weights.flatMap(({ name, bound }) => (bound === undefined ? [] : [[name, String(bound)]])),
  );
  const header = writeHeader([
    ["__metadata__", bounds],
    ...placed.map(
      ({ name, dtype, shape, byteOffset, byteLength }) =>
        [name, { dtype, shape, data_offsets: [byteOffset, byteOffset + byteLength] }] as const,
    ),
  ]);
  const tensors = placed.map(
    (tensor) => [tensor.name, { ...tensor, byteOffset: header.length + tensor.byteOffset }] as const,
  );
  return { header, tensors: new Map(tensors), byteLength: header.length + offset };
}

interface Entry {
  readonly name: string;
  readonly dtype: "F32" | "I8" | "U8";
  readonly shape: readonly number[];
  readonly elementBytes: number;
}

function listEntries({ name, source, form, bound }: Int8Weight): readonly Entry[] {
  const { shape } = source;
  if (form === "float") return [{ name, dtype: "F32", shape, elementBytes: 4 }];
  const [rows = 0, columns = 0] = shape;
  const isMatrix = form === "matrix";
  return [
    // Rows of a table are gathered together with their scales: [V, 1] beside [V, H].
    { name: scaleName(name), dtype: "F32", shape: isMatrix ? [rows] : [rows, 1], elementBytes: 4 },
    ...(isMatrix
      ? [
          {
            name: shiftName(name),
            dtype: "F32",
            shape: bound === undefined ? [2, rows] : [rows],
            elementBytes: 4,
          } as const,
        ]
      : []),
    { name, dtype: "I8", shape: isMatrix ? [columns, rows] : [rows, columns], elementBytes: 1 },
  ];
}

function writeHeader(entries: readonly (readonly [string, unknown])[]): Uint8Array {
  const json = JSON.stringify(Object.fromEntries(entries));
  const length = Math.ceil((8 + json.length) / ALIGNMENT) * ALIGNMENT;
  const header = Buffer.alloc(length, " ");
  header.writeBigUInt64LE(BigInt(length - 8));
  header.write(json, 8);
  return header;
}
