import { SEAL_BYTES, sealBytes, unsealBytes } from "../../cache/sealedBytes";
import type { RecordForm } from "../kept/answerRecord";

/** What was read of a text to tell its label. */
export interface Features {
  /** In how many sequences the text was read, 1 or more. */
  readonly windows: number;
  /** H. */
  readonly vector: Float32Array;
}

const WINDOWS_BYTES = 4;

/**
 * Windows (uint32) and vector (float32 each), sealed: unlike scores, a vector tells something of its text.
 *
 * @param hiddenSize - Numbers of each vector.
 * @param key - 32 bytes.
 */
export function buildFeatureRecord(hiddenSize: number, key: Buffer): RecordForm<Features> {
  const plainBytes = WINDOWS_BYTES + 4 * hiddenSize;
  return {
    mark: "feat",
    extension: ".features",
    bytes: plainBytes + SEAL_BYTES,
    write({ windows, vector }, bytes, at) {
      if (vector.length !== hiddenSize) {
        throw new RangeError(`feature record: ${vector.length} numbers, expected ${hiddenSize}`);
      }
      const plain = Buffer.alloc(plainBytes);
      plain.writeUInt32LE(windows, 0);
      for (const [k, value] of vector.entries()) plain.writeFloatLE(value, WINDOWS_BYTES + 4 * k);
      sealBytes(key, plain).copy(bytes, at);
    },
    read(bytes, at) {
      const plain = unsealBytes(key, bytes.subarray(at, at + plainBytes + SEAL_BYTES));
      const vector = Float32Array.from({ length: hiddenSize }, (_, k) => plain.readFloatLE(WINDOWS_BYTES + 4 * k));
      return { windows: plain.readUInt32LE(0), vector };
    },
  };
}
