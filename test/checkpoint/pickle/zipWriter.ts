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

/** Writes an archive in which nothing is compressed, whatever its headers say. */
export function writeZip(
  files: readonly ZipFile[],
  { count = files.length, isLarge = false }: ZipOptions = {},
): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const { name, bytes, method = 0, flags = 0, length = bytes.length, packed = length, start = at } = file;
    const localName = Buffer.from(file.localName ?? name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(packed, 18);
    local.writeUInt32LE(length, 22);
    local.writeUInt16LE(localName.length, 26);
    parts.push(local, localName, Buffer.from(bytes));
    at += 30 + localName.length + bytes.length;
    const extra = Buffer.alloc(isLarge ? 28 : 0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(isLarge ? 0xffffffff : packed, 20);
    entry.writeUInt32LE(isLarge ? 0xffffffff : length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(isLarge ? 0xffffffff : start, 42);
    if (isLarge) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      [length, packed, start].forEach((value, i) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i));
    }
    central.push(entry, Buffer.from(name), extra);
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isLarge ? 0xffff : count, 10);
  end.writeUInt32LE(isLarge ? 0xffffffff : list.length, 12);
  end.writeUInt32LE(isLarge ? 0xffffffff : at, 16);
  return Buffer.concat([...parts, list, ...(isLarge ? writeLargeEnd(at, list.length, count) : []), end]);
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
