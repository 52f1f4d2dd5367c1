import * as l10n from "@vscode/l10n";
import type { FileHandle } from "#platform/files";
import type { WeightTensor, WeightType } from "../checkpoint/checkpoint";
import { GraphError } from "./graphError";

/**
 * Reads `count` elements of a tensor, from element `start` on, as float32.
 *
 * @param file - The tensor's file, open for reading.
 * @throws {GraphError} `bad-weight` for an element that is not finite.
 */
export async function readFloats(
  file: FileHandle,
  tensor: WeightTensor & { readonly name: string },
  { start, count }: { readonly start: number; readonly count: number },
): Promise<Float32Array> {
  const size = tensor.dtype === "F32" ? 4 : 2;
  const bytes = new Uint8Array(count * size);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, tensor.byteOffset + start * size);
  if (bytesRead !== bytes.length) {
    throw new GraphError(
      "bad-weight",
      l10n.t('tensor "{0}": {1} bytes at {2}, expected {3}', tensor.name, bytesRead, start, bytes.length),
    );
  }
  const values = toFloats(bytes, tensor.dtype);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (Number.isFinite(value)) continue;
    throw new GraphError(
      "bad-weight",
      l10n.t('tensor "{0}": {1} at {2}, expected a finite number', tensor.name, value ?? NaN, start + i),
    );
  }
  return values;
}

function toFloats(bytes: Uint8Array, dtype: WeightType): Float32Array {
  if (dtype === "F32") return new Float32Array(bytes.buffer);
  const halves = new Uint16Array(bytes.buffer);
  const floats = new Float32Array(halves.length);
  const words = new Uint32Array(floats.buffer);
  const decoded = halfTable();
  for (let i = 0; i < halves.length; i += 1) {
    const half = halves[i] ?? 0;
    // BF16 is the upper half of a float32.
    if (dtype === "BF16") words[i] = half << 16;
    else floats[i] = decoded[half] ?? NaN;
  }
  return floats;
}

let table: Float32Array | undefined;

/** The float32 of each of the 65,536 float16 values. Looking a value up is several times faster than computing it. */
function halfTable(): Float32Array {
  table ??= Float32Array.from({ length: 0x10000 }, (_, half) => decodeHalf(half));
  return table;
}

/** IEEE 754 binary16. */
function decodeHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
