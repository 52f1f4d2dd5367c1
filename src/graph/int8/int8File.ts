import type { StoredTensor } from "../../checkpoint/tensors/readSafetensors";
import { scaleName } from "../graphWeights";
import type { Int8Weight } from "./planInt8";

/**
 * The file of an int8 graph's weights: safetensors, whose last tensor is the CRC-32 of all bytes before its own.
 * float32 comes first, so that every one of them lies at a multiple of four.
 */
export interface Int8File {
  /** Length and JSON. */
  readonly header: Uint8Array;
  /** By name, checksum included; offsets from the start of the file. */
  readonly tensors: ReadonlyMap<string, Omit<StoredTensor, "elements">>;
  readonly byteLength: number;
}

/** Against damage, not against forgery: who may write this file may write any other. SHA-256 took four times as long. */
export const CHECKSUM = "crc32";
const CHECKSUM_BYTES = 4;
/** The data starts at a multiple of it: a cache line. */
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
  const header = writeHeader(
    placed.map(({ name, dtype, shape, byteOffset, byteLength }) => [
      name,
      { dtype, shape, data_offsets: [byteOffset, byteOffset + byteLength] },
    ]),
  );
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

function listEntries({ name, source, form }: Int8Weight): readonly Entry[] {
  const { shape } = source;
  if (form === "float") return [{ name, dtype: "F32", shape, elementBytes: 4 }];
  const [rows = 0, columns = 0] = shape;
  const isMatrix = form === "matrix";
  return [
    // Rows of a table are gathered with their scales: [V, 1] beside [V, H].
    { name: scaleName(name), dtype: "F32", shape: isMatrix ? [rows] : [rows, 1], elementBytes: 4 },
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
