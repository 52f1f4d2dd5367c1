import { SEAL_BYTES, sealBytes, unsealBytes } from "../cache/sealedBytes";
import type { RecordForm } from "./kept/answerRecord";

/**
 * A vector of 8-bit numbers, sealed: unlike scores, a vector tells something of its sentence.
 *
 * @param hiddenSize - Numbers of each vector.
 * @param key - 32 bytes.
 */
export function buildVectorRecord(hiddenSize: number, key: Buffer): RecordForm<Int8Array> {
  return {
    mark: "vect",
    extension: ".vectors",
    bytes: hiddenSize + SEAL_BYTES,
    write(vector, bytes, at) {
      if (vector.length !== hiddenSize) {
        throw new RangeError(`vector record: ${vector.length} numbers, expected ${hiddenSize}`);
      }
      sealBytes(key, Buffer.from(vector.buffer, vector.byteOffset, vector.length)).copy(bytes, at);
    },
    read(bytes, at) {
      const plain = unsealBytes(key, bytes.subarray(at, at + hiddenSize + SEAL_BYTES));
      return new Int8Array(plain.buffer, plain.byteOffset, plain.length);
    },
  };
}
