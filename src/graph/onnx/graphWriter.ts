import type { Checkpoint } from "../../checkpoint/checkpoint";
import type { GraphTensor, GraphWeights } from "../graphWeights";
import {
  type Attribute,
  ELEMENT_TYPES,
  type ElementType,
  type OnnxInitializer,
  type OnnxNode,
  type OnnxValue,
} from "./onnxGraph";
import { writeOnnx } from "./writeOnnx";

export interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly domain?: "com.microsoft";
  /** Name of the first output, for errors and profiles. Default: operator and number. */
  readonly name?: string;
}

/** Collects the nodes of one graph over a checkpoint's weights. Values are referred to by name. */
export class GraphWriter {
  readonly checkpoint: Checkpoint;
  readonly #weights: GraphWeights;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers = new Map<string, OnnxInitializer>();
  readonly #casts = new Map<string, string>();
  readonly #written = new Map<string, unknown>();
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  readonly #values: OnnxValue[] = [];

  constructor(checkpoint: Checkpoint, weights: GraphWeights) {
    this.checkpoint = checkpoint;
    this.#weights = weights;
  }

  /** @returns The name of the first output. */
  node(opType: string, inputs: readonly string[], options: NodeOptions = {}): string {
    const output = options.name ?? `${opType}_${this.#nodes.length}`;
    const { attributes = {}, domain } = options;
    this.#nodes.push({ opType, inputs, outputs: [output], attributes, ...(domain && { domain }) });
    return output;
  }

  /** Adds a node with several outputs; "" stands for one that is not wanted. */
  nodeWithOutputs(node: OnnxNode): void {
    this.#nodes.push(node);
  }

  /**
   * A weight in float32. Another type is cast; ONNX Runtime folds the cast when it loads the graph, and keeps the cast
   * weight in memory while the session lives.
   */
  weight(name: string): string {
    const stored = this.storedWeight(name);
    if (this.#weights.tensors.get(name)?.type === "float") return stored;
    let cast = this.#casts.get(name);
    if (cast === undefined) {
      cast = this.castToFloat(stored, `${name}.float`);
      this.#casts.set(name, cast);
    }
    return cast;
  }

  /** A weight in the type in which it is stored. Nothing is copied: the graph names the file that holds it. */
  storedWeight(name: string): string {
    if (!this.#initializers.has(name)) {
      const tensor = this.findWeight(name);
      // Not a fault of the checkpoint: readCheckpoint found every tensor of a readout that is present.
      if (tensor === undefined) throw new Error(`the graph needs a tensor ${name} that the checkpoint does not have`);
      const { type, shape, file, byteOffset, byteLength } = tensor;
      this.#initializers.set(name, { name, type, shape, data: { file, byteOffset, byteLength } });
    }
    return name;
  }

  findWeight(name: string): GraphTensor | undefined {
    return this.#weights.tensors.get(name);
  }

  /** Names of the weights read so far. */
  listWeights(): readonly string[] {
    return [...this.#initializers.keys()].filter((name) => this.#weights.tensors.has(name));
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

  /** A small int64 constant, stored in the model itself; a scalar if `values` is a number. @param ownName - Of a long one. */
  constant(values: number | readonly number[], ownName?: string): string {
    const list = typeof values === "number" ? [values] : values;
    const shape = typeof values === "number" ? [] : [list.length];
    const name = ownName ?? `constant_${shape.length}_${list.join("_")}`;
    const data = new Uint8Array(BigInt64Array.from(list, BigInt).buffer);
    this.#initializers.set(name, { name, type: "int64", shape, data });
    return name;
  }

  /** A scalar constant, stored in the model itself. */
  scalar(type: "float" | "uint8", value: number): string {
    const name = `${type}_${value}`;
    const data = type === "float" ? new Uint8Array(Float32Array.of(value).buffer) : Uint8Array.of(value);
    this.#initializers.set(name, { name, type, shape: [], data });
    return name;
  }

  /** Calls `write` for the first request of that name, and answers later ones with the same result. */
  once<T extends object | string>(name: string, write: () => T): T {
    const known = this.#written.get(name) as T | undefined;
    const value = known ?? write();
    this.#written.set(name, value);
    return value;
  }

  input(value: OnnxValue): string {
    this.#inputs.push(value);
    return value.name;
  }

  output(value: OnnxValue): void {
    this.#outputs.push(value);
  }

  /**
   * States the shape of a value that cannot be inferred from its node's inputs. Otherwise the unknown size spreads to
   * everything computed from it: ONNX Runtime then gives every value its own buffer, and needs time that grows with the
   * square of the number of nodes to find that out (1.30; docs/speed/tried.md, _A faster start_).
   */
  declare(name: string, shape: OnnxValue["shape"], type: ElementType = "float"): string {
    this.#values.push({ name, type, shape });
    return name;
  }

  finish(name: string): Uint8Array {
    return writeOnnx({
      name,
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
      inputs: this.#inputs,
      outputs: this.#outputs,
      values: this.#values,
    });
  }
}
