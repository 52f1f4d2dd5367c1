import type { Checkpoint, WeightType } from "../checkpoint/checkpoint";
import type { ElementType } from "./onnx/onnxGraph";

/** Where the bytes of a weight lie: row-major, contiguous, little-endian. */
export interface GraphTensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Name of the file in {@link GraphWeights.folder}. */
  readonly file: string;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The weights that a graph is written over. Names are the checkpoint's; see `writeQuantized` for int8. */
export interface GraphWeights {
  /** Absolute. */
  readonly folder: string;
  readonly tensors: ReadonlyMap<string, GraphTensor>;
}

const ELEMENT_OF: Readonly<Record<WeightType, ElementType>> = { F32: "float", F16: "float16", BF16: "bfloat16" };

/** The checkpoint's own files, of which no byte is copied. */
export function checkpointWeights({ weightsFolder, tensors }: Checkpoint): GraphWeights {
  const entries = [...tensors].map(
    ([name, { dtype, ...place }]) => [name, { ...place, type: ELEMENT_OF[dtype] }] as const,
  );
  return { folder: weightsFolder, tensors: new Map(entries) };
}

/** Name of the scales beside the int8 values of a matrix or table. */
export function scaleName(name: string): string {
  return `${name}.scale`;
}
