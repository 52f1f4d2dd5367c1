import * as l10n from "@vscode/l10n";
import type { Checkpoint, WeightType } from "../checkpoint/checkpoint";
import { GraphError } from "./graphError";
import type { ElementType } from "./onnx/onnxGraph";

/** Place of a weight's bytes, which are row-major, contiguous and little-endian. */
export interface GraphTensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Name of the file in {@link GraphWeights.folder}. */
  readonly file: string;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The weights that a graph names as its external data. Names are the checkpoint's; `planInt8` says how int8 differs. */
export interface GraphWeights {
  /** Absolute path. */
  readonly folder: string;
  readonly tensors: ReadonlyMap<string, GraphTensor>;
}

/** Where a session finds the weights. */
export function locateWeights({ folder, tensors }: GraphWeights) {
  return { weightsFolder: folder, weightFiles: [...new Set([...tensors.values()].map(({ file }) => file))] };
}

const ELEMENT_OF: Readonly<Record<WeightType, ElementType>> = { F32: "float", F16: "float16", BF16: "bfloat16" };

/**
 * The weights in the checkpoint's own files; nothing is copied.
 *
 * @throws {GraphError} `bad-weight` for one that is not row-major.
 */
export function checkpointWeights({ weightsFolder, tensors }: Checkpoint): GraphWeights {
  for (const [name, { strides }] of tensors) {
    if (strides === undefined) continue;
    throw new GraphError(
      "bad-weight",
      l10n.t('tensor "{0}": strides [{1}], expected those of rows', name, strides.join(", ")),
    );
  }
  const entries = [...tensors].map(
    ([name, { dtype, ...place }]) => [name, { ...place, type: ELEMENT_OF[dtype] }] as const,
  );
  return { folder: weightsFolder, tensors: new Map(entries) };
}

/**
 * Name of what belongs to the int8 values of a matrix [in, out] besides its scales, float [2, out]: the sums of its columns,
 * by which an input's offset is undone, and the bias. Where the offset is known, float [out]: both in one.
 */
export function shiftName(name: string): string {
  return `${name}.shift`;
}

/** Name of the scales that belong to the int8 values of a matrix or table. */
export function scaleName(name: string): string {
  return `${name}.scale`;
}
