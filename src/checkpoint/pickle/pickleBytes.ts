import * as l10n from "@vscode/l10n";
import { CheckpointError } from "../files/checkpointError";

/** The longest integer of a pickled file of tensors, PyTorch's magic number, has 10. */
const MAX_INTEGER_BYTES = 16;

/** Reads the parts of a pickle one after the other. */
export class PickleBytes {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Where the next part starts, counted from the start of `bytes`. */
  at: number;
  /** Names the pickle in errors. */
  readonly where: string;

  constructor(bytes: Uint8Array, where: string, at = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.where = where;
    this.at = at;
  }

  byte(): number {
    return this.#view.getUint8(this.#step(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#step(2), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#step(4), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#step(4), true);
  }

  /** A length of 8 bytes. */
  length64(): number {
    return Number(this.#view.getBigUint64(this.#step(8), true));
  }

  float64(): number {
    return this.#view.getFloat64(this.#step(8), false);
  }

  /** @throws {CheckpointError} `too-large`. */
  integer(length: number): number | bigint {
    if (length > MAX_INTEGER_BYTES)
      throw this.refuse(
        "too-large",
        l10n.t("an integer of {0} bytes, expected at most {1}", length, MAX_INTEGER_BYTES),
      );
    const digits = [...this.take(length)].reverse().map((byte) => byte.toString(16).padStart(2, "0"));
    const value = BigInt.asIntN(8 * length, BigInt(`0x0${digits.join("")}`));
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }

  take(length: number): Uint8Array {
    const start = this.#step(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(length: number): string {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.take(length));
    } catch (cause) {
      if (cause instanceof CheckpointError) throw cause;
      throw new CheckpointError("bad-header", l10n.t("{0}: a text before byte {1} is not UTF-8", this.where, this.at), {
        cause,
      });
    }
  }

  /** Up to the next line feed, which is left out. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.at);
    if (end === -1) throw this.#truncated(this.#bytes.length + 1 - this.at);
    const line = this.text(end - this.at);
    this.at = end + 1;
    return line;
  }

  /** An error at this place. */
  refuse(code: "bad-header" | "unsupported" | "too-large", what: string): CheckpointError {
    return new CheckpointError(code, l10n.t("{0}: before byte {1}: {2}", this.where, this.at, what));
  }

  #step(length: number): number {
    const start = this.at;
    if (length > this.#bytes.length - start) throw this.#truncated(length);
    this.at = start + length;
    return start;
  }

  #truncated(length: number): CheckpointError {
    return new CheckpointError(
      "truncated",
      l10n.t("{0}: ends at byte {1}, expected at least {2}", this.where, this.#bytes.length, this.at + length),
    );
  }
}
