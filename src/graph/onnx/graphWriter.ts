import type { Checkpoint } from "../../checkpoint/checkpoint";
import type { GraphTensor, GraphWeights } from "../graphWeights";
import {
  ELEMENT_TYPES,
  type Attribute,
  type ElementType,
  type OnnxInitializer,
  type OnnxNode,
  type OnnxValue,
} from "./onnxGraph";
import { writeOnnx } from "./writeOnnx";

export interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly domain?: "com.microsoft";
  /** Name of the first output, where a name helps to read errors and profiles; else one is made up. */
  readonly name?: string;
}

/** Collects the nodes of one graph over a checkpoint's weights. A value is its name. */
export class GraphWriter {
  readonly checkpoint: Checkpoint;
  /** What shares a scale among the inputs of an int8 product: each row has one, or all rows of a run. */
  readonly scaled: "row" | "run";
  private readonly weights: GraphWeights;
  private readonly nodes: OnnxNode[] = [];
  private readonly initializers = new Map<string, OnnxInitializer>();
  private readonly casts = new Map<string, string>();
  private readonly written = new Map<string, unknown>();
  private readonly inputs: OnnxValue[] = [];
  private readonly outputs: OnnxValue[] = [];
  private readonly values: OnnxValue[] = [];

  constructor(checkpoint: Checkpoint, weights: GraphWeights, scaled: "row" | "run") {
    this.checkpoint = checkpoint;
    this.scaled = scaled;
    this.weights = weights;
  }

  /** @returns The first output. */
  node(opType: string, inputs: readonly string[], options: NodeOptions = {}): string {
    const output = options.name ?? `${opType}_${this.nodes.length}`;
    const { attributes = {}, domain } = options;
    this.nodes.push({ opType, inputs, outputs: [output], attributes, ...(domain && { domain }) });
    return output;
  }

  /** A node with several outputs; "" for those that are not wanted. */
  nodeWithOutputs(node: OnnxNode): void {
    this.nodes.push(node);
  }

  /**
   * A weight in float32. Another type is cast, which ONNX Runtime folds when it loads: the cast weight then lies in
   * memory while the session lives.
   */
  weight(name: string): string {
    const stored = this.storedWeight(name);
    if (this.weights.tensors.get(name)?.type === "float") return stored;
    let cast = this.casts.get(name);
    if (cast === undefined) {
      cast = this.castToFloat(stored, `${name}.float`);
      this.casts.set(name, cast);
    }
    return cast;
  }

  /** A weight in the type it is stored in. No byte of it is copied: the graph names the file that holds it. */
  storedWeight(name: string): string {
    if (!this.initializers.has(name)) {
      const tensor = this.findWeight(name);
      // Not a fault of the checkpoint: readCheckpoint found every tensor of a head that is present.
      if (tensor === undefined) throw new Error(`the graph needs a tensor ${name} that the checkpoint has not`);
      const { type, shape, file, byteOffset, byteLength } = tensor;
      this.initializers.set(name, { name, type, shape, data: { file, byteOffset, byteLength } });
    }
    return name;
  }

  findWeight(name: string): GraphTensor | undefined {
    return this.weights.tensors.get(name);
  }

  /** Names of the weights read so far. */
  listWeights(): readonly string[] {
    return [...this.initializers.keys()].filter((name) => this.weights.tensors.has(name));
  }

  castToFloat(value: string, name?: string): string {
    return this.cast(value, "float", name);
  }

  cast(value: string, type: ElementType, name?: string): string {
    return this.node("Cast", [value], {
      attributes: { to: { kind: "int", value: ELEMENT_TYPES[type] } },
      ...(name === undefined ? {} : { name }),
    });
  }

  /** A small int64 constant, in the model itself; a scalar when `values` is one number. */
  constant(values: number | readonly number[]): string {
    const list = typeof values === "number" ? [values] : values;
    const shape = typeof values === "number" ? [] : [list.length];
    const name = `constant_${shape.length}_${list.join("_")}`;
    const data = new Uint8Array(BigInt64Array.from(list, BigInt).buffer);
    this.initializers.set(name, { name, type: "int64", shape, data });
    return name;
  }

  /** A constant of one number. */
  scalar(type: "float" | "uint8", value: number): string {
    const name = `${type}_${value}`;
    const data = type === "float" ? new Uint8Array(Float32Array.of(value).buffer) : Uint8Array.of(value);
    this.initializers.set(name, { name, type, shape: [], data });
    return name;
  }

  /** What `write` wrote the first time it was asked for under that name. */
  once<T extends object | string>(name: string, write: () => T): T {
    const known = this.written.get(name) as T | undefined;
    const value = known ?? write();
    this.written.set(name, value);
    return value;
  }

  input(value: OnnxValue): string {
    this.inputs.push(value);
    return value.name;
  }

  output(value: OnnxValue): void {
    this.outputs.push(value);
  }

  /**
   * Says the shape of a value where it cannot be told from its node's inputs. One size that is not known is passed on
   * to all that is computed from it; ONNX Runtime then gives every value a buffer of its own, and to find that out
   * takes time that grows with the square of the nodes (1.30; docs/speed/tried.md, _A faster start_).
   */
  declare(name: string, shape: OnnxValue["shape"], type: ElementType = "float"): string {
    this.values.push({ name, type, shape });
    return name;
  }

  finish(name: string): Uint8Array {
    const { nodes, inputs, outputs, values } = this;
    return writeOnnx({ name, nodes, initializers: [...this.initializers.values()], inputs, outputs, values });
  }
}
