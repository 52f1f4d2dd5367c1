import type { Checkpoint } from "../../checkpoint/checkpoint";
import type { GraphTensor, GraphWeights } from "../graphWeights";
import { toHalves } from "../toHalves";
import {
  type Attribute,
  ELEMENT_TYPES,
  type ElementType,
  type OnnxGraph,
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

const SCALARS = {
  float: (value: number) => new Uint8Array(Float32Array.of(value).buffer),
  float16: (value: number) => new Uint8Array(toHalves(Float32Array.of(value)).buffer),
  uint8: (value: number) => Uint8Array.of(value),
} as const;

/** How a graph is written. */
export interface GraphForm {
  /** The type of its values and of the weights that it multiplies. */
  readonly computes: "float" | "float16";
  /** Whether it has operators of ONNX alone, of {@link STANDARD_VERSION} at most, so that any runtime runs it. */
  readonly isStandard: boolean;
}

/** Collects the nodes of one graph over a checkpoint's weights. Values are referred to by name. */
export class GraphWriter {
  readonly checkpoint: Checkpoint;
  readonly form: GraphForm;
  readonly #weights: GraphWeights;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers = new Map<string, OnnxInitializer>();
  readonly #casts = new Map<string, string>();
  readonly #written = new Map<string, unknown>();
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  readonly #values: OnnxValue[] = [];

  /** @param form - Default: in float32, for the engine's own ONNX Runtime. */
  constructor(
    checkpoint: Checkpoint,
    weights: GraphWeights,
    form: GraphForm = { computes: "float", isStandard: false },
  ) {
    this.checkpoint = checkpoint;
    this.form = form;
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
   * A weight in the type that the graph computes in. Another type is cast; ONNX Runtime folds the cast when it loads the graph, and keeps the cast
   * weight in memory while the session lives.
   */
  weight(name: string): string {
    const stored = this.storedWeight(name);
    const { computes } = this.form;
    if (this.#weights.tensors.get(name)?.type === computes) return stored;
    let cast = this.#casts.get(name);
    if (cast === undefined) {
      cast = this.cast(stored, computes, `${name}.${computes}`);
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
  scalar(type: "float" | "float16" | "uint8", value: number): string {
    const name = `${type}_${value}`;
    const data = SCALARS[type](value);
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
  declare(name: string, shape: OnnxValue["shape"], type: ElementType = this.form.computes): string {
    this.#values.push({ name, type, shape });
    return name;
  }

  /** The bytes of an `.onnx` file that names the files of its weights. */
  finish(name: string): Uint8Array {
    return writeOnnx(this.collect(name));
  }

  /** What was written so far. */
  collect(name: string): OnnxGraph {
    return {
      name,
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
      inputs: this.#inputs,
      outputs: this.#outputs,
      values: this.#values,
    };
  }
}
