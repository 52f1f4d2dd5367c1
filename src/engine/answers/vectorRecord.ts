import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { RecordForm } from "./answerRecord";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A vector of 8-bit numbers, encrypted: a nonce, as many bytes as it has numbers, and a tag. Unlike scores, a vector tells
 * something of its sentence.
 *
 * @param hiddenSize - Numbers of each vector.
 * @param key - 32 bytes.
 */
export function buildVectorRecord(hiddenSize: number, key: Buffer): RecordForm<Int8Array> {
  return {
    mark: "vect",
    extension: ".vectors",
    bytes: NONCE_BYTES + hiddenSize + TAG_BYTES,
    write(vector, bytes, at) {
      if (vector.length !== hiddenSize) {
        throw new RangeError(`vector record: ${vector.length} numbers, expected ${hiddenSize}`);
      }
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const plain = Buffer.from(vector.buffer, vector.byteOffset, vector.length);
      for (const part of [nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]) {
        at += part.copy(bytes, at);
      }
    },
    read(bytes, at) {
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(at, at + NONCE_BYTES));
      const end = at + NONCE_BYTES + hiddenSize;
      decipher.setAuthTag(bytes.subarray(end, end + TAG_BYTES));
      const plain = decipher.update(bytes.subarray(at + NONCE_BYTES, end));
      decipher.final();
      return new Int8Array(plain.buffer, plain.byteOffset, plain.length);
    },
  };
}
