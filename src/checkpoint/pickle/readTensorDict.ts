import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { CheckpointError } from "../files/checkpointError";
import type { StoredTensor } from "../storedTensor";
import { describeValue, PickleDict, PickleGlobal, PickleTuple } from "./pickleValues";
import { readPickle } from "./readPickle";
import { buildTorchGlobals, PickledStorage, PickledTensor } from "./torchGlobals";
import { isCount, placeTensor, type StoragePlace, type TorchStorage } from "./torchTensor";

/** More than the largest BERT that `readConfig` accepts has. */
const MAX_TENSORS = 100_000;

/** The pickled dict of a file of tensors: each name, and what stands for its numbers. */
export interface TensorDict {
  readonly tensors: ReadonlyMap<string, PickledTensor>;
  /** Where the pickle ends. */
  readonly end: number;
}

/**
 * Reads the pickle of a state dict.
 *
 * @param where - Names the pickle in errors.
 * @throws {CheckpointError} what `readPickle` throws; `unsupported` for anything other than a dict of tensors.
 */
export function readTensorDict(bytes: Uint8Array, start: number, where: string): TensorDict {
  const findPersistent = (id: unknown) => readStorage(id, where);
  const { value, end } = readPickle(bytes, start, { where, globals: buildTorchGlobals(where), findPersistent });
  if (!(value instanceof PickleDict)) {
    throw new CheckpointError(
      "unsupported",
      l10n.t("{0}: holds {1}, expected a dict of tensors", where, describeValue(value)),
    );
  }
  if (value.entries.size > MAX_TENSORS) {
    throw new CheckpointError(
      "too-large",
      l10n.t("{0}: {1} tensors, expected at most {2}", where, value.entries.size, MAX_TENSORS),
    );
  }
  const tensors = new Map<string, PickledTensor>();
  for (const [name, tensor] of value.entries) {
    if (typeof name !== "string") {
      throw new CheckpointError(
        "bad-header",
        l10n.t("{0}: {1} as the name of a tensor, expected a text", where, describeValue(name)),
      );
    }
    if (!(tensor instanceof PickledTensor)) {
      throw new CheckpointError(
        "unsupported",
        l10n.t(
          '{0}: {1} is {2}, expected a tensor. If the weights are inside it, save them alone: in Python, torch.save(model.state_dict(), "pytorch_model.bin")',
          where,
          quote(name),
          describeValue(tensor),
        ),
      );
    }
    tensors.set(name, tensor);
  }
  return { tensors, end };
}

/** @param find - Where a storage is, and how many bytes it has; asked once for each that is described alike. */
export async function placeTensors(
  { tensors }: TensorDict,
  find: (storage: TorchStorage) => StoragePlace | Promise<StoragePlace>,
): Promise<readonly StoredTensor[]> {
  const places = new Map<string, StoragePlace>();
  const placed: StoredTensor[] = [];
  for (const [name, tensor] of tensors) {
    // Two tensors may name one storage and say different things of it: each is checked.
    const { key, dtype, elements } = tensor.storage;
    const asked = `${dtype} ${elements} ${key}`;
    const place = places.get(asked) ?? (await find(tensor.storage));
    places.set(asked, place);
    placed.push(placeTensor(name, tensor, place));
  }
  return placed;
}

/** ("storage", class, key, place, elements), and of the older form also None or (key, start, elements) of a view. */
function readStorage(id: unknown, where: string): PickledStorage {
  const items = id instanceof PickleTuple ? id.items : [];
  const [kind, type, key, , elements, view] = items;
  const dtype = type instanceof PickleGlobal ? type.dtype : undefined;
  if (kind !== "storage" || dtype === undefined || typeof key !== "string" || !isCount(elements)) {
    const shown = items.slice(0, 5).map((item) => (typeof item === "string" ? quote(item) : describeValue(item)));
    throw new CheckpointError(
      "bad-header",
      l10n.t(
        '{0}: a persistent id of ({1}), expected ("storage", its class, its key, its place, its elements)',
        where,
        shown.join(", "),
      ),
    );
  }
  const whole = { dtype, key, elements, start: 0 };
  if (view === undefined || view === null) return new PickledStorage(whole);
  const [, start, length] = view instanceof PickleTuple ? view.items : [];
  if (!isCount(start) || !isCount(length) || start + length > elements) {
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0}: a view of storage {1}, expected one within its {2} elements", where, quote(key), elements),
    );
  }
  return new PickledStorage({ ...whole, start, elements: length });
}
