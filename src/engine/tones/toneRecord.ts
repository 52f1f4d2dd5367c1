import { crc32 } from "node:zlib";
import type { ToneReading } from "../../tasks/tone/toneReading";

/** Length of a key, a string of as many Latin-1 characters. */
export const KEY_BYTES = 16;

/**
 * A record consists of mark, key, windows (uint32), probabilities (float64 each) and the CRC-32 of these; little-endian.
 * After an invalid record a reader goes on at the next mark, so a broken record spoils no other.
 */
const MARK = Buffer.from("tone", "latin1");
const KEY_AT = MARK.length;
const WINDOWS_AT = KEY_AT + KEY_BYTES;
const PROBABILITIES_AT = WINDOWS_AT + 4;

/** @param labels - Number of probabilities in each record. */
export function countRecordBytes(labels: number): number {
  return PROBABILITIES_AT + 8 * labels + 4;
}

/** Writes records one after the other, in the order of the map. */
export function writeToneRecords(readings: ReadonlyMap<string, ToneReading>, labels: number): Buffer {
  const size = countRecordBytes(labels);
  const bytes = Buffer.alloc(size * readings.size);
  let at = 0;
  for (const [key, { windows, probabilities }] of readings) {
    if (key.length !== KEY_BYTES || probabilities.length !== labels) {
      const found = `key of ${key.length} bytes, ${probabilities.length} probabilities`;
      throw new RangeError(`tone record: ${found}, expected ${KEY_BYTES} and ${labels}`);
    }
    MARK.copy(bytes, at);
    bytes.write(key, at + KEY_AT, "latin1");
    bytes.writeUInt32LE(windows, at + WINDOWS_AT);
    for (const [k, probability] of probabilities.entries()) {
      bytes.writeDoubleLE(probability, at + PROBABILITIES_AT + 8 * k);
    }
    bytes.writeUInt32LE(crc32(bytes.subarray(at, at + size - 4)), at + size - 4);
    at += size;
  }
  return bytes;
}

/** Reads every valid record, in order, and skips everything else. */
export function* readToneRecords(bytes: Buffer, labels: number): Generator<readonly [string, ToneReading]> {
  const size = countRecordBytes(labels);
  for (let at = bytes.indexOf(MARK); at !== -1 && at + size <= bytes.length; at = bytes.indexOf(MARK, at)) {
    if (crc32(bytes.subarray(at, at + size - 4)) !== bytes.readUInt32LE(at + size - 4)) {
      at += 1;
      continue;
    }
    const probabilities = Array.from({ length: labels }, (_, k) => bytes.readDoubleLE(at + PROBABILITIES_AT + 8 * k));
    const key = bytes.toString("latin1", at + KEY_AT, at + KEY_AT + KEY_BYTES);
    yield [key, { windows: bytes.readUInt32LE(at + WINDOWS_AT), probabilities }];
    at += size;
  }
}
