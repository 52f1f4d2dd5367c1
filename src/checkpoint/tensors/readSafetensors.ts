import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { ELEMENT_BYTES } from "../elementBytes";
import { CheckpointError } from "../files/checkpointError";
import { explainStart, TELLING_BYTES } from "../files/explainStart";
import { JsonFields } from "../files/jsonFields";
import { parseJson } from "../files/parseJson";
import { findFile, MAX_POINTER_BYTES, readRange, refusePointer } from "../files/readFileBytes";
import type { StoredTensor } from "../storedTensor";
import { describeShape } from "./checkShape";

/** The largest BERT that `readConfig` accepts has 16,000 tensors, in a header of 3 MB. The format allows 100 MB. */
const MAX_HEADER_BYTES = 8_388_608;
const LENGTH_BYTES = 8;

/**
 * Reads the header of a safetensors file but not its weights: the file's size shows whether they are complete.
 *
 * @returns Tensors in the order of their bytes, which cover the file from header to end without a hole or an overlap.
 * @throws {CheckpointError} `missing-file`, `truncated`, `too-large`, `bad-json`, `bad-header` or `bad-tensor`.
 * Source: huggingface/safetensors v0.4.3, README "Format" and tensor.rs `Metadata::validate`.
 */
export async function readSafetensors(path: string): Promise<readonly StoredTensor[]> {
  const found = await findFile(path);
  if (found === undefined) throw new CheckpointError("missing-file", l10n.t("{0}: no such file", path));
  if (found.size <= MAX_POINTER_BYTES) refusePointer(path, await readRange(path, 0, found.size));
  refuseOther(path, await readRange(path, 0, Math.min(found.size, TELLING_BYTES)));
  const headerBytes = await readHeaderLength(path, found.size);
  const header = await readRange(path, LENGTH_BYTES, headerBytes);
  if (header[0] !== 0x7b) throw new CheckpointError("bad-header", l10n.t('{0}: the header starts with no "{"', path));
  const fields = new JsonFields(parseJson(header, `${path}: header`), `${path}: header`, "bad-header");
  const dataStart = LENGTH_BYTES + headerBytes;
  const tensors = fields
    .names()
    .filter((name) => name !== "__metadata__")
    .map((name) => readEntry(fields, name, dataStart))
    .sort((a, b) => a.byteOffset - b.byteOffset || a.byteLength - b.byteLength);
  checkCoverage(path, tensors, { start: dataStart, end: found.size });
  return tensors;
}

/** @param start - Of the file. @throws {CheckpointError} `bad-header` for a file of another form that is known. */
function refuseOther(path: string, start: Uint8Array): void {
  const told = start[LENGTH_BYTES] === 0x7b ? undefined : explainStart(start);
  if (told === undefined) return;
  throw new CheckpointError(
    "bad-header",
    l10n.t("{0}: {1}, expected a file of safetensors. {2}", path, told.what, told.next),
  );
}

async function readHeaderLength(path: string, fileBytes: number): Promise<number> {
  if (fileBytes < LENGTH_BYTES) {
    throw new CheckpointError(
      "truncated",
      l10n.t("{0}: {1} bytes, expected at least {2}", path, fileBytes, LENGTH_BYTES),
    );
  }
  const start = await readRange(path, 0, LENGTH_BYTES);
  const length = new DataView(start.buffer).getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES) {
    throw new CheckpointError(
      "too-large",
      l10n.t("{0}: a header of {1} bytes, expected at most {2}", path, length.toString(), MAX_HEADER_BYTES),
    );
  }
  if (Number(length) > fileBytes - LENGTH_BYTES) {
    throw new CheckpointError(
      "truncated",
      l10n.t("{0}: {1} bytes, expected at least {2} for the header", path, fileBytes, LENGTH_BYTES + Number(length)),
    );
  }
  return Number(length);
}

function readEntry(fields: JsonFields, name: string, dataStart: number): StoredTensor {
  const where = l10n.t("tensor {0}", quote(name));
  const entry = new JsonFields(fields.find(name), where, "bad-tensor");
  const dtype = entry.text("dtype");
  const elementBytes = Object.hasOwn(ELEMENT_BYTES, dtype) ? ELEMENT_BYTES[dtype] : undefined;
  if (elementBytes === undefined)
    return entry.refuse("dtype", l10n.t("one of {0}", Object.keys(ELEMENT_BYTES).join(", ")));
  const shape = entry.list("shape").filter(isCount);
  if (shape.length !== entry.list("shape").length) entry.refuse("shape", l10n.t("integers from 0"));
  const elements = shape.reduce((product, size) => product * size, 1);
  // Every factor is an integer, so a product beyond the safe integers stays beyond them, unless a 0 makes it exact again.
  if (!Number.isSafeInteger(elements * elementBytes)) entry.refuse("shape", l10n.t("fewer than 2^53 bytes"));
  const offsets = entry.list("data_offsets").filter(isCount);
  const [start, end] = offsets;
  if (entry.list("data_offsets").length !== 2 || start === undefined || end === undefined || start > end) {
    return entry.refuse("data_offsets", l10n.t("[start, end] with 0 ≤ start ≤ end"));
  }
  if (end - start !== elements * elementBytes) {
    throw new CheckpointError(
      "bad-tensor",
      l10n.t(
        "{0}: {1} bytes, expected {2} for {3} of {4}",
        where,
        end - start,
        elements * elementBytes,
        describeShape(shape),
        dtype,
      ),
    );
  }
  return { name, dtype, shape, elements, byteOffset: dataStart + start, byteLength: end - start };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function checkCoverage(
  path: string,
  tensors: readonly StoredTensor[],
  data: { readonly start: number; readonly end: number },
): void {
  let expected = data.start;
  for (const { name, byteOffset, byteLength } of tensors) {
    if (byteOffset !== expected) {
      throw new CheckpointError(
        "bad-tensor",
        byteOffset < expected
          ? l10n.t(
              "{0}: tensor {1} overlaps the tensor before it: starts at byte {2}, expected {3}",
              path,
              quote(name),
              byteOffset,
              expected,
            )
          : l10n.t(
              "{0}: tensor {1} leaves a hole before it: starts at byte {2}, expected {3}",
              path,
              quote(name),
              byteOffset,
              expected,
            ),
      );
    }
    expected = byteOffset + byteLength;
  }
  if (data.end < expected) {
    throw new CheckpointError("truncated", l10n.t("{0}: {1} bytes, expected {2}", path, data.end, expected));
  }
  if (data.end > expected) {
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0}: {1} bytes, expected {2} as its header says", path, data.end, expected),
    );
  }
}
