import * as l10n from "@vscode/l10n";
import { CheckpointError } from "../files/checkpointError";
import { describeValue, PickleDict, PickleGlobal, PickleList, PickleTuple } from "./pickleValues";
import type { TorchStorage, TorchTensor } from "./torchTensor";

/** Classes of storages, and the types of their elements. Source: pytorch/pytorch v2.9.0, torch/storage.py. */
const STORAGES: Readonly<Record<string, string>> = {
  FloatStorage: "F32",
  HalfStorage: "F16",
  BFloat16Storage: "BF16",
  DoubleStorage: "F64",
  LongStorage: "I64",
  IntStorage: "I32",
  ShortStorage: "I16",
  CharStorage: "I8",
  ByteStorage: "U8",
  BoolStorage: "BOOL",
};

/**
 * Everything that a file of tensors may name: what PyTorch's state dicts have, and nothing that does anything. Each call is
 * a few lines here.
 *
 * Source: pytorch/pytorch v2.9.0, torch/_utils.py and torch/_weights_only_unpickler.py.
 *
 * @param where - Names the pickle in errors.
 */
export function buildTorchGlobals(where: string): ReadonlyMap<string, PickleGlobal> {
  const calls: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
    "torch._utils _rebuild_tensor": ([storage, offset, shape, strides]) =>
      buildTensor(where, { storage, offset, shape, strides }),
    "torch._utils _rebuild_tensor_v2": ([storage, offset, shape, strides]) =>
      buildTensor(where, { storage, offset, shape, strides }),
    "torch._utils _rebuild_parameter": ([tensor]) => tensor,
    "torch._utils _rebuild_parameter_with_state": ([tensor]) => tensor,
    "torch Size": ([sizes]) => sizes,
    "collections OrderedDict": (args) => buildDict(where, args),
  };
  // eslint-disable-next-line language/untranslated -- a class of PyTorch
  const names = Object.entries(STORAGES).map(([name, dtype]) => [`torch ${name}`, { dtype }] as const);
  const functions = Object.entries(calls).map(([name, call]) => [name, { call }] as const);
  return new Map(
    [...names, ...functions].map(([name, does]) => [name, new PickleGlobal(name.replace(" ", "."), does)]),
  );
}

/** What `buildTorchGlobals` makes of a call that rebuilds a tensor. */
export class PickledTensor implements TorchTensor {
  readonly storage: TorchStorage;
  readonly offset: unknown;
  readonly shape: readonly unknown[];
  readonly strides: readonly unknown[];
  constructor({ storage, offset, shape, strides }: TorchTensor) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** What a persistent id stands for. */
export class PickledStorage implements TorchStorage {
  readonly dtype: string;
  readonly key: string;
  readonly elements: number;
  readonly start: number;
  constructor({ dtype, key, elements, start }: TorchStorage) {
    this.dtype = dtype;
    this.key = key;
    this.elements = elements;
    this.start = start;
  }
}

function buildTensor(
  where: string,
  { storage, offset, shape, strides }: Readonly<Record<"storage" | "offset" | "shape" | "strides", unknown>>,
): PickledTensor {
  if (!(storage instanceof PickledStorage)) {
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0}: a tensor of {1}, expected a storage", where, describeValue(storage)),
    );
  }
  if (!(shape instanceof PickleTuple && strides instanceof PickleTuple)) {
    throw new CheckpointError(
      "bad-header",
      l10n.t(
        "{0}: a tensor with {1} as its shape and {2} as its strides, expected tuples",
        where,
        describeValue(shape),
        describeValue(strides),
      ),
    );
  }
  return new PickledTensor({ storage, offset, shape: shape.items, strides: strides.items });
}

/** Python 2 wrote the entries as a list of pairs. */
function buildDict(where: string, [pairs]: readonly unknown[]): PickleDict {
  const dict = new PickleDict();
  if (pairs === undefined) return dict;
  const items = pairs instanceof PickleList ? pairs.items : [undefined];
  for (const item of items) {
    const pair = item instanceof PickleList || item instanceof PickleTuple ? item.items : [];
    if (pair.length !== 2) {
      throw new CheckpointError(
        "bad-header",
        l10n.t("{0}: an OrderedDict of {1}, expected a list of pairs", where, describeValue(pairs)),
      );
    }
    dict.entries.set(pair[0], pair[1]);
  }
  return dict;
}
