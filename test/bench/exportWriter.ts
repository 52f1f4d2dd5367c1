import type { FileHandle } from "node:fs/promises";
import type { Checkpoint } from "../../src/checkpoint/checkpoint";
import { ELEMENT_TYPES } from "../../src/graph/onnx/onnxGraph";
import { readFloats } from "../../src/graph/readFloats";
import { type Attribute, type Node, type Value, type Weight, writeOnnxFile } from "./onnxFile";

/** Largest magnitude of a signed byte that is symmetric about 0. */
const LARGEST = 127;

/** Collects an exporter's graph over a checkpoint. A value is its name. */
export class ExportWriter {
  readonly #checkpoint: Checkpoint;
  readonly #files: ReadonlyMap<string, FileHandle>;
  readonly #precision: "fp32" | "q8";
  readonly #nodes: Node[] = [];
  readonly #weights = new Map<string, Weight>();
  readonly #quantized = new Map<string, readonly [string, string, string]>();
  readonly #inputs: Value[] = [];
  readonly #outputs: Value[] = [];

  constructor(checkpoint: Checkpoint, files: ReadonlyMap<string, FileHandle>, precision: "fp32" | "q8") {
    this.#checkpoint = checkpoint;
    this.#files = files;
    this.#precision = precision;
  }

  /** @returns The only output. */
  node(opType: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const output = `${opType}_${this.#nodes.length}`;
    this.#nodes.push({ opType, inputs, outputs: [output], attributes });
    return output;
  }

  castToFloat(value: string): string {
    return this.node("Cast", [value], { to: ELEMENT_TYPES.float });
  }

  /** A dense layer of PyTorch's. */
  linear(x: string, name: string): string {
    return this.product(x, { weight: `${name}.weight`, bias: `${name}.bias` });
  }

  /**
   * x · weightᵀ + bias. In q8: `DynamicQuantizeLinear` to unsigned bytes with one scale for the whole input, signed
   * symmetric weights with one scale for the whole matrix, `MatMulInteger`.
   * Source: huggingface/transformers.js 124f7dd, scripts/quantize.py, mode q8: QInt8 without Conv, per_channel and
   * reduce_range off unless asked for.
   */
  product(x: string, { weight, bias }: { readonly weight: string; readonly bias: string }): string {
    const floats = () => this.#readMatrix(weight);
    const [outputs = 0, inputs = 0] = this.#tensor(weight).shape;
    const name = `${weight}.transposed`;
    if (this.#precision === "fp32") {
      this.#addFloats(name, [inputs, outputs], floats);
      return this.node("Add", [this.#vector(bias), this.node("MatMul", [x, name])]);
    }
    const [bytes, scale, zero] = this.#quantizeInput(x);
    const matrix = this.#addBytes(name, [inputs, outputs], floats);
    const sums = this.castToFloat(this.node("MatMulInteger", [bytes, matrix.values, zero, matrix.zero]));
    const scaled = this.node("Mul", [sums, this.node("Mul", [scale, matrix.scale])]);
    return this.node("Add", [this.#vector(bias), scaled]);
  }

  /** Rows of an embedding table; in q8 its bytes, dequantised after. */
  gather(table: string, indices: string): string {
    const { shape } = this.#tensor(table);
    const floats = () => this.#readTensor(table);
    if (this.#precision === "fp32") {
      this.#addFloats(table, shape, floats);
      return this.node("Gather", [table, indices]);
    }
    const { values, scale, zero } = this.#addBytes(table, shape, floats);
    return this.node("DequantizeLinear", [this.node("Gather", [values, indices]), scale, zero]);
  }

  norm(x: string, name: string): string {
    const inputs = [x, this.#vector(`${name}.weight`), this.#vector(`${name}.bias`)];
    return this.node("LayerNormalization", inputs, { axis: -1, epsilon: this.#checkpoint.config.layerNormEpsilon });
  }

  float(value: number): string {
    return this.#addConstant(`float ${value}`, { type: "float", shape: [], bytes: bytesOf(Float32Array.of(value)) });
  }

  /** An int64 constant; a scalar when `values` is one number. */
  integers(values: number | readonly number[]): string {
    const list = typeof values === "number" ? [values] : values;
    const shape = typeof values === "number" ? [] : [list.length];
    const bytes = bytesOf(BigInt64Array.from(list, BigInt));
    return this.#addConstant(`integers ${shape.length} ${list.join(" ")}`, { type: "int64", shape, bytes });
  }

  /** [1, size] of 0..size-1: the buffer of position ids. */
  range(size: number): string {
    const bytes = bytesOf(BigInt64Array.from({ length: size }, (_, index) => BigInt(index)));
    return this.#addConstant("position_ids", { type: "int64", shape: [1, size], bytes });
  }

  input(name: string): string {
    this.#inputs.push({ name, type: "int64", shape: ["B", "T"] });
    return name;
  }

  output(value: string, shape: Value["shape"]): void {
    this.#nodes.push({ opType: "Identity", inputs: [value], outputs: ["logits"], attributes: {} });
    this.#outputs.push({ name: "logits", type: "float", shape });
  }

  finish(path: string): Promise<void> {
    const weights = [...this.#weights.values()];
    return writeOnnxFile(path, { nodes: this.#nodes, weights, inputs: this.#inputs, outputs: this.#outputs });
  }

  /** Once for each value, however many products read it. */
  #quantizeInput(x: string): readonly [string, string, string] {
    let outputs = this.#quantized.get(x);
    if (outputs === undefined) {
      outputs = [`${x}.bytes`, `${x}.scale`, `${x}.zero`];
      this.#nodes.push({ opType: "DynamicQuantizeLinear", inputs: [x], outputs, attributes: {} });
      this.#quantized.set(x, outputs);
    }
    return outputs;
  }

  #vector(name: string): string {
    this.#addFloats(name, this.#tensor(name).shape, () => this.#readTensor(name));
    return name;
  }

  #addFloats(name: string, shape: readonly number[], read: () => Promise<Float32Array>): void {
    const byteLength = 4 * shape.reduce((product, size) => product * size, 1);
    this.#weights.set(name, { name, type: "float", shape, byteLength, read: async () => bytesOf(await read()) });
  }

  #addBytes(
    name: string,
    shape: readonly number[],
    read: () => Promise<Float32Array>,
  ): Readonly<Record<"values" | "scale" | "zero", string>> {
    const values = `${name}.quantized`;
    const scale = `${name}.scale`;
    let found = NaN; // The scale follows its values in the file, and is known by then.
    this.#weights.set(values, {
      name: values,
      type: "int8",
      shape,
      byteLength: shape.reduce((product, size) => product * size, 1),
      read: async () => {
        const floats = await read();
        let most = 0;
        for (const value of floats) most = Math.max(most, Math.abs(value));
        found = most / LARGEST;
        const bytes = new Int8Array(floats.length);
        for (let i = 0; i < bytes.length; i += 1) bytes[i] = Math.round(floats[i]! / found);
        return bytesOf(bytes);
      },
    });
    const readScale = () => Promise.resolve(bytesOf(Float32Array.of(found)));
    this.#weights.set(scale, { name: scale, type: "float", shape: [], byteLength: 4, read: readScale });
    return { values, scale, zero: this.#addConstant("zero", { type: "int8", shape: [], bytes: Uint8Array.of(0) }) };
  }

  #addConstant(
    name: string,
    { type, shape, bytes }: Pick<Weight, "type" | "shape"> & { readonly bytes: Uint8Array },
  ): string {
    this.#weights.set(name, { name, type, shape, byteLength: bytes.length, read: () => Promise.resolve(bytes) });
    return name;
  }

  #tensor(name: string) {
    const tensor = this.#checkpoint.tensors.get(name);
    if (tensor === undefined) throw new Error(`${this.#checkpoint.folder}: no tensor "${name}"`);
    return { ...tensor, name };
  }

  async #readTensor(name: string): Promise<Float32Array> {
    const tensor = this.#tensor(name);
    const count = tensor.shape.reduce((product, size) => product * size, 1);
    return readFloats(this.#files.get(tensor.file)!, tensor, { start: 0, count });
  }

  /** [out, in] → [in, out] */
  async #readMatrix(name: string): Promise<Float32Array> {
    const [rows = 0, columns = 0] = this.#tensor(name).shape;
    const values = await this.#readTensor(name);
    const transposed = new Float32Array(values.length);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        transposed[column * rows + row] = values[row * columns + column]!;
      }
    }
    return transposed;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
