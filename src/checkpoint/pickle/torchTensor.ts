import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { ELEMENT_BYTES } from "../elementBytes";
import { CheckpointError } from "../files/checkpointError";
import type { StoredTensor } from "../storedTensor";

const MAX_AXES = 16;

/** The numbers that several tensors may share. */
export interface TorchStorage {
  /** A key of `ELEMENT_BYTES`. */
  readonly dtype: string;
  /** Its name in the file. */
  readonly key: string;
  readonly elements: number;
  /** Of a view of another storage: the element of that where it starts. */
  readonly start: number;
}

/** A tensor as a pickle describes it. */
export interface TorchTensor {
  readonly storage: TorchStorage;
  /** All in elements, and not checked yet. */
  readonly offset: unknown;
  readonly shape: readonly unknown[];
  readonly strides: readonly unknown[];
}

/** Where the elements of a storage are. */
export interface StoragePlace {
  /** Counted from the start of the file. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

/**
 * Finds the bytes of a tensor in its storage.
 *
 * @throws {CheckpointError} `bad-tensor` if it reaches beyond its storage, or its bytes have gaps or are used twice.
 */
export function placeTensor(name: string, tensor: TorchTensor, place: StoragePlace): StoredTensor {
  const where = l10n.t("tensor {0}", quote(name));
  const refuse = (what: string) => new CheckpointError("bad-tensor", `${where}: ${what}`);
  const shape = tensor.shape.filter(isCount);
  const strides = tensor.strides.filter(isCount);
  if (shape.length !== tensor.shape.length)
    throw refuse(l10n.t("shape {0}, expected integers from 0", quote(tensor.shape.map(toShown))));
  if (strides.length !== tensor.strides.length || strides.length !== shape.length) {
    throw refuse(
      l10n.t(
        "strides {0} of shape {1}, expected as many integers from 0",
        quote(tensor.strides.map(toShown)),
        quote(shape),
      ),
    );
  }
  if (shape.length > MAX_AXES) throw refuse(l10n.t("{0} axes, expected at most {1}", shape.length, MAX_AXES));
  const { dtype, elements: room, start } = tensor.storage;
  const elementBytes = ELEMENT_BYTES[dtype] ?? 0;
  const elements = shape.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(elements * elementBytes))
    throw refuse(l10n.t("shape {0}, expected fewer than 2^53 bytes", quote(shape)));
  const order = findOrder(shape, strides);
  if (order === "gaps") {
    throw refuse(
      l10n.t(
        "strides {0} of shape {1}, expected those of elements without gaps, each of its own. In Python, tensor.contiguous() makes such",
        quote(strides),
        quote(shape),
      ),
    );
  }
  const offset = isCount(tensor.offset) ? tensor.offset : NaN;
  if (!(offset + elements <= room)) {
    throw refuse(
      l10n.t(
        "{0} elements from {1} on, expected at most the {2} of its storage",
        elements,
        quote(toShown(tensor.offset)),
        room,
      ),
    );
  }
  return {
    name,
    dtype,
    shape,
    elements,
    byteOffset: place.byteOffset + (start + offset) * elementBytes,
    byteLength: elements * elementBytes,
    ...(order === "other" && { strides }),
  };
}

/**
 * How the elements stand: in the order of the axes, in another order, or with gaps between them or on top of each other.
 * Along an axis of one index there is no step, whatever its stride.
 */
function findOrder(shape: readonly number[], strides: readonly number[]): "rows" | "other" | "gaps" {
  if (shape.includes(0)) return "rows";
  const axes = shape.map((size, axis) => ({ size, stride: strides[axis] ?? 0 })).filter(({ size }) => size > 1);
  if (isDense(axes)) return "rows";
  return isDense([...axes].sort((a, b) => b.stride - a.stride)) ? "other" : "gaps";
}

function isDense(axes: readonly { readonly size: number; readonly stride: number }[]): boolean {
  let expected = 1;
  for (const { size, stride } of axes.toReversed()) {
    if (stride !== expected) return false;
    expected *= size;
  }
  return true;
}

export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** An integer of any size, or what else stands in its place. */
function toShown(value: unknown): unknown {
  return typeof value === "number" ? value : String(typeof value === "bigint" ? value : typeof value);
}
