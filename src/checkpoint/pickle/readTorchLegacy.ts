import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { ELEMENT_BYTES } from "../elementBytes";
import { CheckpointError } from "../files/checkpointError";
import { SAVE_ANEW } from "../files/explainStart";
import type { OpenFile } from "../files/useFile";
import type { StoredTensor } from "../storedTensor";
import { describeValue, PickleDict, PickleList } from "./pickleValues";
import { readPickle } from "./readPickle";
import { placeTensors, readTensorDict, type TensorDict } from "./readTensorDict";
import type { StoragePlace } from "./torchTensor";

/** All five pickles together, at the start of the file. */
const MAX_PICKLE_BYTES = 16_777_216;
const MAGIC = 0x1950a86a20f9469cfc6cn;
const PROTOCOL = 1001;
const COUNT_BYTES = 8;

/**
 * Reads a file that `torch.save` wrote before PyTorch 1.6: five pickles (a magic number, the protocol, the machine, the
 * tensors, the keys of the storages), and then each storage after the number of its elements.
 *
 * @throws {CheckpointError} what `readTensorDict` and `placeTensor` throw.
 * Source: pytorch/pytorch v2.9.0, torch/serialization.py, `_legacy_save` and `_legacy_load`.
 */
export async function readTorchLegacy(file: OpenFile): Promise<readonly StoredTensor[]> {
  const bytes = await file.read(0, Math.min(file.size, MAX_PICKLE_BYTES));
  const next = (start: number, part: string) =>
    readPickle(bytes, start, { where: `${file.path}: ${part}`, globals: new Map(), findPersistent: () => undefined });
  const protocol = next(readMagic(file, bytes), l10n.t("the protocol"));
  if (protocol.value !== PROTOCOL) {
    const found = typeof protocol.value === "number" ? protocol.value : describeValue(protocol.value);
    throw new CheckpointError(
      "unsupported",
      l10n.t("{0}: PyTorch's protocol is {1}, expected {2}", file.path, found, PROTOCOL),
    );
  }
  const machine = next(protocol.end, l10n.t("the machine"));
  const isLittle = machine.value instanceof PickleDict ? machine.value.entries.get("little_endian") : undefined;
  if (isLittle !== true)
    throw new CheckpointError(
      "unsupported",
      l10n.t("{0}: little_endian is {1}, expected true", file.path, describeValue(isLittle)),
    );
  const dict = readTensorDict(bytes, machine.end, l10n.t("{0}: its pickle", file.path));
  const keys = next(dict.end, l10n.t("the keys of its storages"));
  const places = await placeStorages(file, keys.end, listStorages(file, dict, keys.value));
  return placeTensors(dict, ({ key }) => places.get(key) ?? { byteOffset: 0, byteLength: 0 });
}

/**
 * @returns Where the pickle of the magic number ends.
 * @throws {CheckpointError} `truncated`; `unsupported` for another pickle, which says what that holds or names.
 */
function readMagic(file: OpenFile, bytes: Uint8Array): number {
  const { value, end } = readFirstPickle(file, bytes);
  if (value === MAGIC) return end;
  throw new CheckpointError(
    "unsupported",
    l10n.t("{0}: a pickle of {1}, expected what torch.save writes. {2}", file.path, describeValue(value), SAVE_ANEW),
  );
}

function readFirstPickle(file: OpenFile, bytes: Uint8Array): ReturnType<typeof readPickle> {
  const rules = {
    where: l10n.t("{0}: its first pickle", file.path),
    globals: new Map(),
    findPersistent: () => undefined,
  };
  try {
    return readPickle(bytes, 0, rules);
  } catch (error) {
    if (!(error instanceof CheckpointError) || error.code === "truncated") throw error;
    throw new CheckpointError(
      "unsupported",
      l10n.t(
        "{0}. It is not torch.save that wrote this, but perhaps pickle.dump or joblib.dump. {1}",
        error.message,
        SAVE_ANEW,
      ),
      { cause: error },
    );
  }
}

interface Storage {
  readonly key: string;
  readonly elementBytes: number;
  /** The largest number of elements that a tensor's storage, or a view of it, announces. */
  readonly elements: number;
}

/** The storages in the order of the file. */
function listStorages(file: OpenFile, { tensors }: TensorDict, keys: unknown): readonly Storage[] {
  const known = new Map<string, Storage>();
  for (const { storage } of tensors.values()) {
    const { key, dtype, start } = storage;
    const elements = start + storage.elements;
    const elementBytes = ELEMENT_BYTES[dtype] ?? 0;
    const other = known.get(key);
    if (other !== undefined && other.elementBytes !== elementBytes) {
      throw new CheckpointError(
        "bad-tensor",
        l10n.t("{0}: storage {1} is of two types, expected one", file.path, quote(key)),
      );
    }
    known.set(key, { key, elementBytes, elements: Math.max(elements, other?.elements ?? 0) });
  }
  const listed = keys instanceof PickleList ? keys.items : [];
  const found = listed.filter((key) => typeof key === "string").flatMap((key) => known.get(key) ?? []);
  if (found.length === listed.length && new Set(listed).size === listed.length && listed.length === known.size)
    return found;
  throw new CheckpointError(
    "bad-header",
    l10n.t("{0}: {1} keys of storages, expected those of its {2}, each once", file.path, listed.length, known.size),
  );
}

async function placeStorages(
  file: OpenFile,
  start: number,
  storages: readonly Storage[],
): Promise<ReadonlyMap<string, StoragePlace>> {
  const places = new Map<string, StoragePlace>();
  let at = start;
  for (const { key, elementBytes, elements } of storages) {
    if (at + COUNT_BYTES > file.size) throw truncated(file, at + COUNT_BYTES);
    const count = new DataView((await file.read(at, COUNT_BYTES)).buffer).getBigInt64(0, true);
    if (count < BigInt(elements) || count > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new CheckpointError(
        "bad-tensor",
        l10n.t("{0}: storage {1} of {2} elements, expected {3}", file.path, quote(key), String(count), elements),
      );
    }
    const byteLength = Number(count) * elementBytes;
    if (at + COUNT_BYTES + byteLength > file.size) throw truncated(file, at + COUNT_BYTES + byteLength);
    places.set(key, { byteOffset: at + COUNT_BYTES, byteLength });
    at += COUNT_BYTES + byteLength;
  }
  if (at === file.size) return places;
  throw new CheckpointError(
    "bad-header",
    l10n.t("{0}: {1} bytes, expected {2} as its pickles say", file.path, file.size, at),
  );
}

function truncated(file: OpenFile, expected: number): CheckpointError {
  return new CheckpointError(
    "truncated",
    l10n.t("{0}: {1} bytes, expected at least {2}", file.path, file.size, expected),
  );
}
