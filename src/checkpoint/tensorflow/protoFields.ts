import * as l10n from "@vscode/l10n";
import { CheckpointError } from "../files/checkpointError";

/** A field of a message, as its bytes: numbers are not interpreted any further. */
export type ProtoValue = bigint | Uint8Array;

const WIRE_VARINT = 0;
const WIRE_64 = 1;
const WIRE_BYTES = 2;
const WIRE_32 = 5;
const MAX_FIELDS = 10_000;

/** Reads bytes one after the other: varints, and runs of a known length. */
export class ProtoBytes {
  readonly #bytes: Uint8Array;
  readonly #where: string;
  at = 0;

  /** @param where - Names the bytes in errors, which are `bad-header`. */
  constructor(bytes: Uint8Array, where: string) {
    this.#bytes = bytes;
    this.#where = where;
  }

  get isDone(): boolean {
    return this.at >= this.#bytes.length;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) break;
      this.at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw this.refuse(l10n.t("a number without an end"));
  }

  /** A varint that counts something. */
  count(): number {
    const value = this.varint();
    if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
    throw this.refuse(l10n.t("a count of {0}", String(value)));
  }

  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.at)
      throw this.refuse(l10n.t("{0} bytes at byte {1} of {2}", length, this.at, this.#bytes.length));
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  refuse(what: string): CheckpointError {
    return new CheckpointError("bad-header", l10n.t("{0}: {1}, expected a part that fits", this.#where, what));
  }
}

/**
 * The fields of a protobuf message, by their numbers, each with its values in the order of the bytes.
 *
 * @param where - Names the message in errors.
 * @throws {CheckpointError} `bad-header`.
 * Source: protobuf.dev, "Encoding".
 */
export function readProtoFields(bytes: Uint8Array, where: string): ReadonlyMap<number, readonly ProtoValue[]> {
  const input = new ProtoBytes(bytes, where);
  const fields = new Map<number, ProtoValue[]>();
  for (let count = 0; !input.isDone; count += 1) {
    if (count === MAX_FIELDS) throw input.refuse(l10n.t("more than {0} fields", MAX_FIELDS));
    const key = input.count();
    const values = fields.get(Math.floor(key / 8)) ?? [];
    values.push(readValue(input, key % 8));
    fields.set(Math.floor(key / 8), values);
  }
  return fields;
}

function readValue(input: ProtoBytes, wire: number): ProtoValue {
  switch (wire) {
    case WIRE_VARINT:
      return input.varint();
    case WIRE_64:
      return readFixed(input.take(8));
    case WIRE_BYTES:
      return input.take(input.count());
    case WIRE_32:
      return readFixed(input.take(4));
    default:
      throw input.refuse(l10n.t("a field of kind {0}", wire));
  }
}

function readFixed(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
