import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { RecordForm } from "../answerRecord";

/** What was read of a text to tell its label. */
export interface Features {
  /** In how many sequences the text was read, 1 or more. */
  readonly windows: number;
  /** H. */
  readonly vector: Float32Array;
}

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const WINDOWS_BYTES = 4;

/**
 * Windows (uint32) and vector (float32 each), encrypted, between a nonce and a tag. Unlike scores, a vector tells something
 * of its text.
 *
 * @param hiddenSize - Numbers of each vector.
 * @param key - 32 bytes.
 */
export function buildFeatureRecord(hiddenSize: number, key: Buffer): RecordForm<Features> {
  const plainBytes = WINDOWS_BYTES + 4 * hiddenSize;
  return {
    mark: "feat",
    extension: ".features",
    bytes: NONCE_BYTES + plainBytes + TAG_BYTES,
    write({ windows, vector }, bytes, at) {
      if (vector.length !== hiddenSize) {
        throw new RangeError(`feature record: ${vector.length} numbers, expected ${hiddenSize}`);
      }
      const plain = Buffer.alloc(plainBytes);
      plain.writeUInt32LE(windows, 0);
      for (const [k, value] of vector.entries()) plain.writeFloatLE(value, WINDOWS_BYTES + 4 * k);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      let next = at;
      for (const part of [nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]) {
        next += part.copy(bytes, next);
      }
    },
    read(bytes, at) {
      const from = at + NONCE_BYTES;
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(at, from));
      decipher.setAuthTag(bytes.subarray(from + plainBytes, from + plainBytes + TAG_BYTES));
      const plain = Buffer.concat([decipher.update(bytes.subarray(from, from + plainBytes)), decipher.final()]);
      const vector = Float32Array.from({ length: hiddenSize }, (_, k) => plain.readFloatLE(WINDOWS_BYTES + 4 * k));
      return { windows: plain.readUInt32LE(0), vector };
    },
  };
}
