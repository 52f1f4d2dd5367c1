import { readFileSync } from "node:fs";

/** A tensor as a safetensors file holds it. */
export interface FileTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Reads a valid file, so that a test can write it in another way. */
export function readTensorsOf(path: string): readonly FileTensor[] {
  const file = readFileSync(path);
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString("utf8", 8, start)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  return Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => ({
        name,
        dtype,
        shape,
        bytes: new Uint8Array(file.subarray(start + from, start + to)),
      }),
    );
}

/** The bytes of a safetensors file with these tensors, in their order. */
export function writeSafetensors(tensors: readonly FileTensor[]): Uint8Array {
  let offset = 0;
  const entries = tensors.map(({ name, dtype, shape, bytes }) => {
    const start = offset;
    offset += bytes.length;
    return [name, { dtype, shape, data_offsets: [start, offset] }] as const;
  });
  return writeFile(JSON.stringify(Object.fromEntries(entries)), Buffer.concat(tensors.map(({ bytes }) => bytes)));
}

/** The bytes of a file with this header, valid or not. */
export function writeFile(header: string, data: Uint8Array): Uint8Array {
  const text = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

/** The values of a float32 tensor. */
export function floatsOf({ bytes }: FileTensor): Float32Array {
  return new Float32Array(bytes.slice().buffer);
}

/** Converts a float32 tensor to another type, rounding to the nearest value and ties to even. */
export function convertTensor(tensor: FileTensor, dtype: "F16" | "BF16"): FileTensor {
  const values = floatsOf(tensor);
  const halves = Uint16Array.from(values, dtype === "F16" ? toHalf : toBfloat);
  return { ...tensor, dtype, bytes: new Uint8Array(halves.buffer) };
}

/** The float32 tensor with the same values as a converted one. */
export function widenTensor(tensor: FileTensor): FileTensor {
  const halves = new Uint16Array(tensor.bytes.slice().buffer);
  const values = Float32Array.from(halves, tensor.dtype === "F16" ? fromHalf : fromBfloat);
  return { ...tensor, dtype: "F32", bytes: new Uint8Array(values.buffer) };
}

const bits = new DataView(new ArrayBuffer(4));

function toBfloat(value: number): number {
  bits.setFloat32(0, value);
  const word = bits.getUint32(0);
  return ((word + 0x7fff + ((word >>> 16) & 1)) >>> 16) & 0xffff;
}

function fromBfloat(half: number): number {
  bits.setUint32(0, half << 16);
  return bits.getFloat32(0);
}

/** @param value - A number within float16's normal range, or one so small that it becomes 0 or subnormal. */
function toHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude === 0 ? 2 ** -14 : magnitude)));
  const units = magnitude / 2 ** (exponent - 10);
  const floor = Math.floor(units);
  const isUp = units - floor > 0.5 || (units - floor === 0.5 && floor % 2 === 1);
  // A carry out of the fraction goes into the exponent, because the fields are neighbours.
  return sign + (exponent + 14) * 1024 + floor + (isUp ? 1 : 0);
}

function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
