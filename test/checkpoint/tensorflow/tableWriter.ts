import { crc32c } from "../../../src/checkpoint/files/crc32c";

/** The bytes under each key, in the order of the keys. */
export type Block = Readonly<Record<string, readonly number[]>>;

const uint32 = (value: number): readonly number[] => [
  value & 0xff,
  (value >>> 8) & 0xff,
  (value >>> 16) & 0xff,
  value >>> 24,
];
const mask = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;

export function varintOf(value: number | bigint): readonly number[] {
  const bytes: number[] = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 0x80n) return [...bytes, Number(rest)];
    bytes.push(Number(rest & 0x7fn) | 0x80);
  }
}

/** A protobuf message of these fields, all of them numbers. */
export function messageOf(...fields: readonly (readonly [field: number, value: number | bigint])[]): readonly number[] {
  return fields.flatMap(([field, value]) => [...varintOf(field * 8), ...varintOf(value)]);
}

const bytesOf = (field: number, bytes: readonly number[]): readonly number[] => [
  ...varintOf(field * 8 + 2),
  ...varintOf(bytes.length),
  ...bytes,
];

/** Of a bundle of one shard. */
export const HEADER = messageOf([1, 1]);

export interface Entry {
  readonly shape: readonly (number | bigint)[];
  readonly bytes: number;
  readonly shard?: number;
  readonly offset?: number;
  readonly hasChecksum?: boolean;
}

/** What a bundle says of a float32 variable. */
export function entryOf({ shape, bytes, shard = 0, offset = 0, hasChecksum = true }: Entry): readonly number[] {
  const sizes = shape.flatMap((size) => bytesOf(2, messageOf([1, size])));
  const checksum = hasChecksum ? [0x35, 1, 2, 3, 4] : [];
  return [...messageOf([1, 1]), ...bytesOf(2, sizes), ...messageOf([3, shard], [4, offset], [5, bytes]), ...checksum];
}

export interface Faults {
  readonly compression?: number;
  readonly isDamaged?: boolean;
  /** Bytes that the second key claims to share with the first. */
  readonly shared?: number;
  readonly restarts?: number;
}

/** A table of one block. */
export function writeTable(
  block: Block,
  { compression = 0, isDamaged = false, shared = 0, restarts = 1 }: Faults = {},
): Uint8Array {
  const out: number[] = [];
  const add = (entries: readonly (readonly [string, readonly number[]])[], isTop: boolean): readonly number[] => {
    const start = out.length;
    entries.forEach(([key, value], i) => {
      const name = [...Buffer.from(key)];
      const claimed = i === 1 && !isTop ? shared : 0;
      out.push(...varintOf(claimed), ...varintOf(name.length), ...varintOf(value.length), ...name, ...value);
    });
    out.push(...uint32(0), ...uint32(isTop ? 1 : restarts));
    const length = out.length - start;
    out.push(isTop ? 0 : compression);
    const crc = mask(crc32c(Uint8Array.from(out.slice(start))));
    out.push(...uint32(isDamaged && !isTop ? crc ^ 1 : crc));
    return [...varintOf(start), ...varintOf(length)];
  };
  const data = add(Object.entries(block), false);
  const top = add([["z", data]], true);
  const footer = [...data, ...top];
  out.push(...footer, ...Array<number>(40 - footer.length).fill(0));
  out.push(0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb);
  return Uint8Array.from(out);
}
