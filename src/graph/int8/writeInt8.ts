import { type FileHandle, open } from "node:fs/promises";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { readWeightFile } from "../../checkpoint/weightFile";
import { scaleName, shiftName } from "../graphWeights";
import { readFloats } from "../readFloats";
import { checkStart } from "./checkStart";
import { CHECKSUM, type Int8File, layOutInt8 } from "./int8File";
import { type Int8Weight, planInt8 } from "./planInt8";
import { type MatrixType, quantizeRows } from "./quantizeRows";

/** Raise this whenever the file for the same checkpoint changes. */
export const INT8_VERSION = 3;

/** Weights read at a time. Beside one int8 matrix, this is all the memory that a checkpoint of any size needs. */
const CHUNK_ELEMENTS = 1 << 20;

/**
 * Writes the file of a checkpoint's int8 weights.
 *
 * @param path - Path of a new file; after a failure the caller removes what is there.
 * @throws {GraphError} `bad-weight`; {CheckpointError} `changed` if the weights are no longer those of the checkpoint; what the file system throws.
 */
export async function writeInt8(checkpoint: Checkpoint, path: string, matrixType: MatrixType): Promise<void> {
  const weights = planInt8(checkpoint);
  const layout = layOutInt8(weights);
  const target = await open(path, "wx+");
  try {
    await writeAll(target, layout.header, 0);
    for (const weight of weights) {
      await readWeightFile(checkpoint, weight.source.file, (source) =>
        writeWeight({ checkpoint, source, target, layout, weight }, matrixType),
      );
    }
    const { byteOffset } = locate(layout, CHECKSUM);
    await writeAll(target, checkStart(path, byteOffset), byteOffset);
    // The bytes reach the disk before the file gets its final name, so a file of that name is whole.
    await target.sync();
  } finally {
    await target.close();
  }
}

interface Copy {
  readonly checkpoint: Checkpoint;
  readonly source: FileHandle;
  readonly target: FileHandle;
  readonly layout: Int8File;
  readonly weight: Int8Weight;
}

async function writeWeight(copy: Copy, matrixType: MatrixType): Promise<void> {
  const { layout, target, weight } = copy;
  const [rows = 1, columns = 1] = weight.source.shape;
  const matrix = weight.form === "matrix" ? new Int8Array(rows * columns) : undefined; // [in, out]
  const sums = new Float32Array(matrix === undefined ? 0 : rows); // [out]
  const values = locate(layout, weight.name).byteOffset;
  const step = Math.max(1, Math.floor(CHUNK_ELEMENTS / columns));
  for (let row = 0; row < rows; row += step) {
    const count = Math.min(step, rows - row);
    const floats = await readFloats(copy.source, weight.source, { start: row * columns, count: count * columns });
    if (weight.form === "float") {
      await writeAll(target, toBytes(floats), values + row * columns * 4);
      continue;
    }
    const quantized = quantizeRows(floats, columns, matrix === undefined ? "full" : matrixType);
    await writeAll(target, toBytes(quantized.scales), locate(layout, scaleName(weight.name)).byteOffset + row * 4);
    if (matrix === undefined) {
      await writeAll(target, toBytes(quantized.values), values + row * columns);
      continue;
    }
    transposeInto(matrix, quantized.values, { row, count, columns });
    sums.set(
      Float32Array.from(quantized.sums, (sum, i) => sum * (quantized.scales[i] ?? NaN)),
      row,
    );
  }
  if (matrix === undefined) return;
  await writeAll(target, toBytes(matrix), values);
  await writeShift(copy, sums);
}

/** @param sums - Of the columns of a matrix [in, out]. */
async function writeShift({ checkpoint, target, layout, weight }: Copy, sums: Float32Array): Promise<void> {
  const { bias, bound, name } = weight;
  if (bias === undefined) throw new Error(`matrix ${name} has no bias`);
  const count = sums.length;
  const floats = await readWeightFile(checkpoint, bias.file, (file) => readFloats(file, bias, { start: 0, count }));
  const place = locate(layout, shiftName(name)).byteOffset;
  if (bound !== undefined) {
    await writeAll(target, toBytes(floats.map((value, i) => value + bound * (sums[i] ?? NaN))), place);
    return;
  }
  await writeAll(target, toBytes(sums), place);
  await writeAll(target, toBytes(floats), place + 4 * count);
}

/** @param values - [count, columns]: rows, from `row` on, of the matrix whose transpose is written. */
function transposeInto(
  matrix: Int8Array,
  values: Int8Array,
  { row, count, columns }: { readonly row: number; readonly count: number; readonly columns: number },
): void {
  const rows = matrix.length / columns;
  for (let column = 0; column < columns; column += 1) {
    const start = column * rows + row;
    for (let i = 0; i < count; i += 1) matrix[start + i] = values[i * columns + column] ?? 0;
  }
}

function locate(layout: Int8File, name: string): { readonly byteOffset: number } {
  const tensor = layout.tensors.get(name);
  // Not a fault of the checkpoint: the layout was made from the same plan.
  if (tensor === undefined) throw new Error(`the int8 file has no tensor ${name}`);
  return tensor;
}

function toBytes({ buffer, byteOffset, byteLength }: Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}
