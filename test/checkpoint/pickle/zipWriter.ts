/** A file of an archive, and how its headers lie about it. */
export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Sizes that the list of files gives instead of the real ones. */
  readonly length?: number;
  readonly packed?: number;
  /** Place of the local header that the list gives. */
  readonly start?: number;
  /** Name in the local header. */
  readonly localName?: string;
}

export interface ZipOptions {
  /** Number of files that the end announces. */
  readonly count?: number;
  /** Uses the records of large archives. */
  readonly isLarge?: boolean;
}

const FULL = 0xffffffff;

/** Writes an archive in which nothing is compressed, whatever its headers say. */
export function writeZip(
  files: readonly ZipFile[],
  { count = files.length, isLarge = false }: ZipOptions = {},
): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const claims = { method: 0, flags: 0, length: file.bytes.length, start: at, ...file };
    const written = writeLocal({ packed: claims.length, ...claims });
    central.push(writeEntry({ packed: claims.length, ...claims }, isLarge));
    parts.push(written);
    at += written.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isLarge ? 0xffff : count, 10);
  end.writeUInt32LE(isLarge ? FULL : list.length, 12);
  end.writeUInt32LE(isLarge ? FULL : at, 16);
  return Buffer.concat([...parts, list, ...(isLarge ? writeLargeEnd(at, list.length, count) : []), end]);
}

type Claims = Required<Omit<ZipFile, "localName">> & Pick<ZipFile, "localName">;

function writeLocal({ name, localName = name, bytes, method, length, packed }: Claims): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(length, 22);
  header.writeUInt16LE(Buffer.byteLength(localName), 26);
  return Buffer.concat([header, Buffer.from(localName), bytes]);
}

/** What the list of files says of one. */
function writeEntry({ name, method, flags, length, packed, start }: Claims, isLarge: boolean): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(isLarge ? FULL : packed, 20);
  header.writeUInt32LE(isLarge ? FULL : length, 24);
  header.writeUInt16LE(Buffer.byteLength(name), 28);
  header.writeUInt32LE(isLarge ? FULL : start, 42);
  if (!isLarge) return Buffer.concat([header, Buffer.from(name)]);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  [length, packed, start].forEach((value, i) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i));
  header.writeUInt16LE(extra.length, 30);
  return Buffer.concat([header, Buffer.from(name), extra]);
}

function writeLargeEnd(start: number, length: number, count: number): readonly Buffer[] {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  [count, length, start].forEach((value, i) => record.writeBigUInt64LE(BigInt(value), 32 + 8 * i));
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  return [record, locator];
}
