import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { ELEMENT_BYTES } from "../elementBytes";
import { CheckpointError } from "../files/checkpointError";
import type { OpenFile } from "../files/useFile";
import type { StoredTensor } from "../storedTensor";
import { placeTensors, readTensorDict } from "./readTensorDict";
import { readZip, type ZipEntry } from "./readZip";

const MAX_PICKLE_BYTES = 16_777_216;

/**
 * Reads a zip archive of `torch.save`: `data.pkl` says which tensors there are, and each storage is a file beside it.
 *
 * @throws {CheckpointError} what `readZip`, `readTensorDict` and `placeTensor` throw.
 * Source: pytorch/pytorch v2.9.0, torch/serialization.py, `_save` and `_load`.
 */
export async function readTorchZip(file: OpenFile): Promise<readonly StoredTensor[]> {
  const entries = await readZip(file, (names) => refuseProgram(file, names));
  const pickle = findPickle(file, entries);
  const root = pickle.name.slice(0, -"data.pkl".length);
  await checkByteOrder(file, entries.get(`${root}byteorder`));
  if (pickle.byteLength > MAX_PICKLE_BYTES) {
    throw new CheckpointError(
      "too-large",
      l10n.t("{0}: data.pkl of {1} bytes, expected at most {2}", file.path, pickle.byteLength, MAX_PICKLE_BYTES),
    );
  }
  const dict = readTensorDict(await file.read(pickle.byteOffset, pickle.byteLength), 0, `${file.path}: data.pkl`);
  return placeTensors(dict, ({ key, dtype, elements }) => {
    const found = entries.get(`${root}data/${key}`);
    if (found === undefined)
      throw new CheckpointError(
        "bad-header",
        l10n.t("{0}: no storage {1} in the archive, which data.pkl names", file.path, quote(key)),
      );
    const expected = elements * (ELEMENT_BYTES[dtype] ?? 0);
    if (found.byteLength === expected) return found;
    throw new CheckpointError(
      "bad-tensor",
      l10n.t(
        "{0}: storage {1} of {2} bytes, expected {3} for {4} elements of {5}",
        file.path,
        quote(key),
        found.byteLength,
        expected,
        elements,
        dtype,
      ),
    );
  });
}

/** Such an archive holds tensors and code, some of it compressed. */
function refuseProgram(file: OpenFile, names: readonly string[]): void {
  if (!names.some((name) => /^[^/]*\/constants\.pkl$/.test(name))) return;
  throw new CheckpointError(
    "unsupported",
    l10n.t(
      '{0}: a program in TorchScript, expected tensors. In Python, torch.save(model.state_dict(), "pytorch_model.bin") writes these',
      file.path,
    ),
  );
}

function findPickle(file: OpenFile, entries: ReadonlyMap<string, ZipEntry>): ZipEntry {
  const found = [...entries.values()].filter(({ name }) => /^[^/]*\/data\.pkl$/.test(name));
  const [pickle] = found;
  if (pickle !== undefined && found.length === 1) return pickle;
  throw new CheckpointError(
    "bad-header",
    l10n.t("{0}: {1} files data.pkl in the archive, expected one, as torch.save writes", file.path, found.length),
  );
}

/** PyTorch says it since 2.0; before, it wrote as the machine did, and nearly all are little-endian. */
async function checkByteOrder(file: OpenFile, entry: ZipEntry | undefined): Promise<void> {
  if (entry === undefined) return;
  const found = new TextDecoder().decode(await file.read(entry.byteOffset, Math.min(entry.byteLength, 16)));
  if (found !== "little") {
    throw new CheckpointError(
      "unsupported",
      l10n.t('{0}: byteorder is {1}, expected "little"', file.path, quote(found)),
    );
  }
}
