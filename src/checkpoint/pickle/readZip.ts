import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { CheckpointError } from "../files/checkpointError";
import type { OpenFile } from "../files/useFile";

/** A file in the archive, stored as it is. */
export interface ZipEntry {
  readonly name: string;
  /** Of its first byte; counted from the start of the archive. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_CENTRAL_BYTES = 16_777_216;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

/**
 * Lists the files of a zip archive in which nothing is compressed, so that each can be read where it stands.
 *
 * @param checkNames - Called with all names before anything is said of their files; it may throw.
 * @throws {CheckpointError} `truncated` without the archive's end; `unsupported` for what is compressed or encrypted;
 * `bad-header`, `too-large`.
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5.3.
 */
export async function readZip(
  file: OpenFile,
  checkNames: (names: readonly string[]) => void,
): Promise<ReadonlyMap<string, ZipEntry>> {
  const { start, length, count } = await findCentral(file);
  const refuse = (message: string) => new CheckpointError("bad-header", message);
  if (length > MAX_CENTRAL_BYTES) {
    throw new CheckpointError(
      "too-large",
      l10n.t("{0}: a list of files of {1} bytes, expected at most {2}", file.path, length, MAX_CENTRAL_BYTES),
    );
  }
  if (start + length > file.size) {
    throw refuse(
      l10n.t(
        "{0}: the list of the archive's files reaches byte {1}, expected at most {2}",
        file.path,
        start + length,
        file.size,
      ),
    );
  }
  const bytes = await file.read(start, length);
  const listed: Listed[] = [];
  let at = 0;
  while (at < length) {
    const next = readCentral(bytes, at);
    if (next === undefined) {
      throw refuse(l10n.t("{0}: the list of the archive's files is damaged at byte {1}", file.path, start + at));
    }
    listed.push(next.entry);
    at = next.end;
  }
  if (listed.length !== count) {
    throw refuse(
      l10n.t("{0}: the list of the archive's files has {1} entries, expected {2}", file.path, listed.length, count),
    );
  }
  checkNames(listed.map(({ name }) => name));
  const entries: ZipEntry[] = [];
  for (const each of listed) entries.push(await placeEntry(file, each));
  refuseOverlaps(file, entries, start);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (byName.size !== entries.length) {
    throw refuse(l10n.t("{0}: the list of the archive's files has a name twice", file.path));
  }
  return byName;
}

interface Listed {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly length: number;
  /** Of its local header. */
  readonly start: number;
}

async function findCentral(
  file: OpenFile,
): Promise<{ readonly start: number; readonly length: number; readonly count: number }> {
  const tailBytes = Math.min(file.size, END_BYTES + MAX_COMMENT_BYTES);
  const tail = viewOf(await file.read(file.size - tailBytes, tailBytes));
  let at = tailBytes - END_BYTES;
  while (
    at >= 0 &&
    !(tail.getUint32(at, true) === 0x06054b50 && at + END_BYTES + tail.getUint16(at + 20, true) === tailBytes)
  )
    at -= 1;
  if (at < 0)
    throw new CheckpointError(
      "truncated",
      l10n.t("{0}: {1} bytes without the end of its archive: it is not whole", file.path, file.size),
    );
  const count = tail.getUint16(at + 10, true);
  const length = tail.getUint32(at + 12, true);
  const start = tail.getUint32(at + 16, true);
  if (count !== FULL_16 && length !== FULL_32 && start !== FULL_32) return { start, length, count };
  return findCentral64(file, file.size - tailBytes + at);
}

/** Archives beyond 4 GB, or of more than 65,534 files, say it elsewhere. @param end - Where the usual end starts. */
async function findCentral64(file: OpenFile, end: number) {
  const refuse = () =>
    new CheckpointError(
      "bad-header",
      l10n.t("{0}: the end of the archive says that it is a large one, and is not found", file.path),
    );
  if (end < LOCATOR_BYTES) throw refuse();
  const locator = viewOf(await file.read(end - LOCATOR_BYTES, LOCATOR_BYTES));
  const at = Number(locator.getBigUint64(8, true));
  if (locator.getUint32(0, true) !== 0x07064b50 || at > end - LOCATOR_BYTES - END64_BYTES) throw refuse();
  const record = viewOf(await file.read(at, END64_BYTES));
  if (record.getUint32(0, true) !== 0x06064b50) throw refuse();
  const number = (place: number) => Number(record.getBigUint64(place, true));
  return { count: number(32), length: number(40), start: number(48) };
}

/** @returns `undefined` if there is no whole entry. */
function readCentral(bytes: Uint8Array, at: number): { readonly entry: Listed; readonly end: number } | undefined {
  if (at + CENTRAL_BYTES > bytes.length) return undefined;
  const view = viewOf(bytes.subarray(at));
  if (view.getUint32(0, true) !== 0x02014b50) return undefined;
  const nameEnd = CENTRAL_BYTES + view.getUint16(28, true);
  const extraEnd = nameEnd + view.getUint16(30, true);
  const end = extraEnd + view.getUint16(32, true);
  if (at + end > bytes.length) return undefined;
  const large = readLarge(bytes.subarray(at + nameEnd, at + extraEnd), {
    length: view.getUint32(24, true),
    packed: view.getUint32(20, true),
    start: view.getUint32(42, true),
  });
  if (large === undefined) return undefined;
  const name = new TextDecoder().decode(bytes.subarray(at + CENTRAL_BYTES, at + nameEnd));
  return { entry: { ...large, name, flags: view.getUint16(8, true), method: view.getUint16(10, true) }, end: at + end };
}

type Sizes = Pick<Listed, "length" | "packed" | "start">;

/** Takes what does not fit in 32 bits from the extra field, where it stands in this order. */
function readLarge(extra: Uint8Array, small: Sizes): Sizes | undefined {
  const names = (["length", "packed", "start"] as const).filter((name) => small[name] === FULL_32);
  if (names.length === 0) return small;
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length;) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      if (length < 8 * names.length || at + 4 + length > extra.length) return undefined;
      const found = names.map((name, i) => [name, Number(view.getBigUint64(at + 4 + 8 * i, true))] as const);
      return { ...small, ...Object.fromEntries(found) };
    }
    at += 4 + length;
  }
  return undefined;
}

async function placeEntry(file: OpenFile, entry: Listed): Promise<ZipEntry> {
  const where = l10n.t("{0}: {1} in the archive", file.path, quote(entry.name));
  if ((entry.flags & 1) !== 0)
    throw new CheckpointError("unsupported", l10n.t("{0} is encrypted, expected it as it is", where));
  if (entry.method !== 0) {
    throw new CheckpointError(
      "unsupported",
      l10n.t("{0} is compressed (method {1}), expected it as it is: PyTorch writes it so", where, entry.method),
    );
  }
  if (entry.packed !== entry.length) {
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0}: {1} bytes stored, expected {2}", where, entry.packed, entry.length),
    );
  }
  if (entry.start + LOCAL_BYTES > file.size) {
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0} starts at byte {1}, expected one within the {2} of the file", where, entry.start, file.size),
    );
  }
  const nameBytes = Buffer.byteLength(entry.name);
  const local = viewOf(await file.read(entry.start, Math.min(LOCAL_BYTES + nameBytes, file.size - entry.start)));
  const name = new TextDecoder().decode(new Uint8Array(local.buffer, local.byteOffset + LOCAL_BYTES));
  if (local.getUint32(0, true) !== 0x04034b50 || local.getUint16(26, true) !== nameBytes || name !== entry.name) {
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0}: another header at byte {1}, expected its own", where, entry.start),
    );
  }
  const byteOffset = entry.start + LOCAL_BYTES + nameBytes + local.getUint16(28, true);
  return { name: entry.name, byteOffset, byteLength: entry.length };
}

/** Bytes that are named twice would be counted twice: so do archives that unpack to more than any disk holds. */
function refuseOverlaps(file: OpenFile, entries: readonly ZipEntry[], central: number): void {
  const sorted = [...entries].sort((a, b) => a.byteOffset - b.byteOffset || a.byteLength - b.byteLength);
  for (const [i, { name, byteOffset, byteLength }] of sorted.entries()) {
    const next = sorted[i + 1]?.byteOffset ?? central;
    if (byteOffset + byteLength <= next) continue;
    throw new CheckpointError(
      "bad-header",
      l10n.t(
        "{0}: {1} in the archive reaches byte {2}, expected at most {3}, where the next part starts",
        file.path,
        quote(name),
        byteOffset + byteLength,
        next,
      ),
    );
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
