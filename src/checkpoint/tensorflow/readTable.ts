import * as l10n from "@vscode/l10n";
import { CheckpointError } from "../files/checkpointError";
import { crc32c, unmaskCrc } from "../files/crc32c";
import { useFile } from "../files/useFile";
import { ProtoBytes } from "./protoFields";

/** That of BERT-large with the slots of its optimizer has 100 kB. */
const MAX_TABLE_BYTES = 33_554_432;
const MAX_ENTRIES = 200_000;
const MAX_KEY_BYTES = 4_096;
const FOOTER_BYTES = 48;
const MAGIC = 0xdb4775248b80fb57n;
/** Of a block: how it is compressed, and its checksum. */
const TRAILER_BYTES = 5;

/** A block of the table: where it starts, and its bytes without the trailer. */
interface Handle {
  readonly start: number;
  readonly length: number;
}

/**
 * Reads a table of LevelDB's format as a whole: keys in UTF-8, and what stands under each. Every block's checksum is
 * checked.
 *
 * @throws {CheckpointError} `missing-file`, `truncated`, `too-large`, `unsupported` for a compressed block, `bad-header`.
 * Source: google/leveldb 1.23, doc/table_format.md and table/format.cc.
 */
export async function readTable(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const bytes = await useFile(path, (file) => {
    if (file.size < FOOTER_BYTES)
      throw new CheckpointError(
        "truncated",
        l10n.t("{0}: {1} bytes, expected at least {2}", path, file.size, FOOTER_BYTES),
      );
    if (file.size > MAX_TABLE_BYTES)
      throw new CheckpointError(
        "too-large",
        l10n.t("{0}: {1} bytes, expected at most {2}", path, file.size, MAX_TABLE_BYTES),
      );
    return file.read(0, file.size);
  });
  const footer = bytes.subarray(bytes.length - FOOTER_BYTES);
  const magic = new DataView(footer.buffer, footer.byteOffset).getBigUint64(FOOTER_BYTES - 8, true);
  if (magic !== MAGIC) {
    throw new CheckpointError(
      "truncated",
      l10n.t("{0}: does not end as a table of LevelDB does: it is not whole, or something else", path),
    );
  }
  const handles = new ProtoBytes(footer, `${path}: footer`);
  readHandle(handles);
  const found = new Map<string, Uint8Array>();
  for (const [, place] of readBlock(bytes, readHandle(handles), path)) {
    const block = readBlock(bytes, readHandle(new ProtoBytes(place, `${path}: index`)), path);
    for (const [key, value] of block) {
      if (found.has(key)) throw new CheckpointError("bad-header", l10n.t("{0}: a key twice, expected each once", path));
      found.set(key, value);
      if (found.size > MAX_ENTRIES)
        throw new CheckpointError("too-large", l10n.t("{0}: more than {1} keys, expected fewer", path, MAX_ENTRIES));
    }
  }
  return found;
}

function readHandle(input: ProtoBytes): Handle {
  return { start: input.count(), length: input.count() };
}

function readBlock(
  bytes: Uint8Array,
  { start, length }: Handle,
  path: string,
): readonly (readonly [string, Uint8Array])[] {
  const where = l10n.t("{0}: block at byte {1}", path, start);
  if (start + length + TRAILER_BYTES > bytes.length - FOOTER_BYTES) {
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0}: {1} bytes, expected at most those before the end", where, length),
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length + TRAILER_BYTES);
  const checksum = unmaskCrc(view.getUint32(length + 1, true));
  const found = crc32c(bytes.subarray(start, start + length + 1));
  if (found !== checksum)
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0}: its checksum is {1}, expected {2}: the file is damaged", where, found, checksum),
    );
  const compression = view.getUint8(length);
  if (compression !== 0)
    throw new CheckpointError(
      "unsupported",
      l10n.t("{0}: compressed by method {1}, expected none: TensorFlow writes none", where, compression),
    );
  const restarts = length < 4 ? Infinity : view.getUint32(length - 4, true);
  const end = length - 4 - 4 * restarts;
  if (end < 0)
    throw new CheckpointError(
      "bad-header",
      l10n.t("{0}: {1} restarts in {2} bytes, expected fewer", where, restarts, length),
    );
  return readEntries(bytes.subarray(start, start + end), where);
}

/** Each key says how many bytes it shares with the one before. */
function readEntries(bytes: Uint8Array, where: string): readonly (readonly [string, Uint8Array])[] {
  const input = new ProtoBytes(bytes, where);
  const entries: (readonly [string, Uint8Array])[] = [];
  let key: Uint8Array = new Uint8Array();
  while (!input.isDone) {
    const shared = input.count();
    const added = input.count();
    const length = input.count();
    if (shared > key.length || shared + added > MAX_KEY_BYTES) {
      throw input.refuse(l10n.t("a key of {0} bytes of the one before and {1} of its own", shared, added));
    }
    key = Buffer.concat([key.subarray(0, shared), input.take(added)]);
    entries.push([new TextDecoder().decode(key), input.take(length)]);
  }
  return entries;
}
