import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { TokenizerError } from "../tokenizerError";

/**
 * SentencePiece's table of what characters become: a trie of UTF-8 bytes (Darts-clone) and the texts that it points to.
 *
 * Source: google/sentencepiece v0.2.0, normalizer.cc, `DecodePrecompiledCharsMap`; huggingface/spm_precompiled v0.1.4, lib.rs.
 */
export class Charsmap {
  readonly #units: Uint32Array;
  readonly #texts: Uint8Array;
  readonly #known = new Map<string, string | undefined>();

  /** @param encoded - In base 64. @throws {TokenizerError} `bad-charsmap`. */
  constructor(encoded: string) {
    const bytes = Uint8Array.from(Buffer.from(encoded, "base64"));
    const size = bytes.length < 4 ? 0 : new DataView(bytes.buffer).getUint32(0, true);
    if (size === 0 || size % 4 !== 0 || 4 + size > bytes.length) {
      const message = l10n.t(
        "precompiled_charsmap {0}: a table of {1} bytes in {2}, expected a multiple of 4 that fits",
        quote(encoded.slice(0, 20)),
        size,
        bytes.length,
      );
      throw new TokenizerError("bad-charsmap", message);
    }
    const view = new DataView(bytes.buffer, 4, size);
    this.#units = Uint32Array.from({ length: size / 4 }, (_, at) => view.getUint32(4 * at, true));
    this.#texts = bytes.subarray(4 + size);
  }

  /** What some characters become; `undefined` if they stay. The shortest beginning that the table has decides for all of them. */
  find(characters: string): string | undefined {
    if (this.#known.has(characters)) return this.#known.get(characters);
    const found = this.#search(characters);
    if (this.#known.size < MOST_KNOWN) this.#known.set(characters, found);
    return found;
  }

  #search(characters: string): string | undefined {
    let unit = this.#units[0] ?? 0;
    let node = offsetOf(unit);
    for (const byte of new TextEncoder().encode(characters)) {
      if (byte === 0) return undefined;
      node ^= byte;
      unit = this.#units[node] ?? 0;
      if ((unit & LABEL) >>> 0 !== byte) return undefined;
      node ^= offsetOf(unit);
      if (((unit >>> 8) & 1) === 1) return this.#readText((this.#units[node] ?? 0) & VALUE);
    }
    return undefined;
  }

  #readText(start: number): string | undefined {
    const end = this.#texts.indexOf(0, start);
    if (start >= this.#texts.length) return undefined;
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(
      this.#texts.subarray(start, end === -1 ? undefined : end),
    );
  }
}

const MOST_KNOWN = 65_536;
const LABEL = 0x800000ff;
const VALUE = 0x7fffffff;

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}
