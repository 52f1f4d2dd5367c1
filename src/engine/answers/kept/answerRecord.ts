import { crc32 } from "node:zlib";

/** Length of a key, a string of as many Latin-1 characters. */
export const KEY_BYTES = 16;

/** How one kind of answer is kept in a file: as numbers, in the same number of bytes for each answer. */
export interface RecordForm<T> {
  /** Four Latin-1 characters with which each record begins. */
  readonly mark: string;
  /** Ending of the files, with its dot. */
  readonly extension: string;
  /** Bytes of each answer. */
  readonly bytes: number;
  /** Whether this answer is kept between runs of the engine. Default: every answer is. */
  readonly isKept?: (answer: T) => boolean;
  /** @throws {RangeError} for an answer that does not fit. */
  readonly write: (answer: T, bytes: Buffer, at: number) => void;
  readonly read: (bytes: Buffer, at: number) => T;
}

/**
 * A record consists of mark, key, answer and the CRC-32 of these; little-endian. After an invalid record a reader goes on
 * at the next mark, so a broken record spoils no other.
 */
const MARK_BYTES = 4;
const KEY_AT = MARK_BYTES;
const ANSWER_AT = KEY_AT + KEY_BYTES;
const CHECK_BYTES = 4;

export function countRecordBytes({ bytes }: Pick<RecordForm<unknown>, "bytes">): number {
  return ANSWER_AT + bytes + CHECK_BYTES;
}

/** Writes records one after the other, in the order of the map. */
export function writeRecords<T>(answers: ReadonlyMap<string, T>, form: RecordForm<T>): Buffer {
  const size = countRecordBytes(form);
  const bytes = Buffer.alloc(size * answers.size);
  let at = 0;
  for (const [key, answer] of answers) {
    if (key.length !== KEY_BYTES) {
      throw new RangeError(`${form.mark} record: key of ${key.length} bytes, expected ${KEY_BYTES}`);
    }
    bytes.write(form.mark, at, "latin1");
    bytes.write(key, at + KEY_AT, "latin1");
    form.write(answer, bytes, at + ANSWER_AT);
    bytes.writeUInt32LE(crc32(bytes.subarray(at, at + size - CHECK_BYTES)), at + size - CHECK_BYTES);
    at += size;
  }
  return bytes;
}

/** Where each valid record begins, in order; everything else is skipped. */
export function* listRecords<T>(bytes: Buffer, form: RecordForm<T>): Generator<number> {
  const size = countRecordBytes(form);
  const mark = Buffer.from(form.mark, "latin1");
  for (let at = bytes.indexOf(mark); at !== -1 && at + size <= bytes.length; at = bytes.indexOf(mark, at)) {
    const check = at + size - CHECK_BYTES;
    if (crc32(bytes.subarray(at, check)) !== bytes.readUInt32LE(check)) {
      at += 1;
      continue;
    }
    yield at;
    at += size;
  }
}

/** @param at - Of {@link listRecords}. @returns Its key and its answer. */
export function readRecord<T>(bytes: Buffer, at: number, form: RecordForm<T>): readonly [string, T] {
  return [bytes.toString("latin1", at + KEY_AT, at + ANSWER_AT), form.read(bytes, at + ANSWER_AT)];
}
