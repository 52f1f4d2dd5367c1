import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { FoundSlips } from "../../../tasks/slips/slipsRequest";
import { SEAL_BYTES, sealBytes, unsealBytes } from "../../cache/sealedBytes";
import type { RecordForm } from "./answerRecord";

/** What was found in a sentence, sealed so that only who has the sentence can read it. */
export interface SealedSlips {
  /** {@link SEALED_BYTES}. */
  readonly bytes: Buffer;
}

/** Enough for five slips or so: about 60 bytes each. What does not fit is not kept, and read again after a restart. */
const SEALED_BYTES = 384;
const CONTENT_BYTES = SEALED_BYTES - SEAL_BYTES;
const LENGTH_BYTES = 2;

/** All records are of one size, so that it says nothing of what was found. */
export const SEALED_RECORD: RecordForm<SealedSlips> = {
  mark: "seal",
  extension: ".sealed",
  bytes: SEALED_BYTES,
  write: ({ bytes }, record, at) => void bytes.copy(record, at),
  read: (record, at) => ({ bytes: Buffer.from(record.subarray(at, at + SEALED_BYTES)) }),
};

/** @param key - 32 bytes, of the sentence. @returns `undefined` if it does not fit. */
export function sealSlips(key: Buffer, found: FoundSlips): SealedSlips | undefined {
  const packed = deflateRawSync(JSON.stringify(found));
  if (packed.length > CONTENT_BYTES - LENGTH_BYTES) return undefined;
  const content = Buffer.alloc(CONTENT_BYTES);
  content.writeUInt16LE(packed.length);
  packed.copy(content, LENGTH_BYTES);
  return { bytes: sealBytes(key, content) };
}

/** @returns `undefined` if it was sealed with another key, or was changed since. */
export function unsealSlips(key: Buffer, { bytes }: SealedSlips): FoundSlips | undefined {
  try {
    const content = unsealBytes(key, bytes);
    const packed = content.subarray(LENGTH_BYTES, LENGTH_BYTES + content.readUInt16LE());
    return JSON.parse(inflateRawSync(packed).toString()) as FoundSlips;
  } catch {
    return undefined;
  }
}
