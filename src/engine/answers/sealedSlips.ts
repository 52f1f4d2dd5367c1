import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { FoundSlips } from "../../tasks/slips/slipsRequest";
import type { RecordForm } from "./answerRecord";

/** What was found in a sentence, sealed so that only who has the sentence can read it. */
export interface SealedSlips {
  /** {@link SEALED_BYTES}: nonce, tag, then what is sealed. */
  readonly bytes: Buffer;
}

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Enough for five slips or so: about 60 bytes each. What does not fit is not kept, and read again after a restart. */
const SEALED_BYTES = 384;
const CONTENT_BYTES = SEALED_BYTES - NONCE_BYTES - TAG_BYTES;
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
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return { bytes: Buffer.concat([nonce, cipher.getAuthTag(), sealed]) };
}

/** @returns `undefined` if it was sealed with another key, or was changed since. */
export function unsealSlips(key: Buffer, { bytes }: SealedSlips): FoundSlips | undefined {
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAuthTag(tag);
  try {
    const content = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    const packed = content.subarray(LENGTH_BYTES, LENGTH_BYTES + content.readUInt16LE());
    return JSON.parse(inflateRawSync(packed).toString()) as FoundSlips;
  } catch {
    return undefined;
  }
}
