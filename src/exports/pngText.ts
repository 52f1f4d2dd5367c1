import { crc32, deflateSync, inflateSync } from "node:zlib";
import * as l10n from "@vscode/l10n";
import { ExportsError } from "./exportsError";

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
/** Four bytes of length, four of type, four of checksum. */
const FRAME_BYTES = 12;
const KEYWORD = "cloze";
/** The keyword's end, compressed, by deflate, no language, no translated keyword. Source: PNG 1.2, iTXt. */
const HEAD = Buffer.concat([Buffer.from(KEYWORD, "latin1"), Uint8Array.of(0, 1, 0, 0, 0)]);
/** Bytes of the longest text that is unpacked: a file made to harm would unpack to any length. */
const MOST_TEXT = 400_000_000;

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/**
 * A PNG with a text in it, which programs that show pictures pass over.
 *
 * @throws {ExportsError} `bad-file` for bytes that are no PNG.
 */
export function addPngText(png: Uint8Array, text: string): Uint8Array {
  const [header] = listChunks(png);
  if (header?.type !== "IHDR") throw new ExportsError("bad-file", l10n.t("the picture is no PNG"));
  const data = Buffer.concat([Buffer.from("iTXt", "latin1"), HEAD, deflateSync(Buffer.from(text, "utf8"))]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length - 4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([png.subarray(0, header.end), length, data, sum, png.subarray(header.end)]);
}

/** The text that {@link addPngText} added; `undefined` if there is none. @throws {ExportsError} `bad-file` */
export function findPngText(png: Uint8Array): string | undefined {
  for (const { type, data } of listChunks(png)) {
    if (type !== "iTXt" || !HEAD.every((byte, i) => data[i] === byte)) continue;
    try {
      return inflateSync(data.subarray(HEAD.length), { maxOutputLength: MOST_TEXT }).toString("utf8");
    } catch (cause) {
      throw new ExportsError("bad-file", l10n.t("the text in the PNG cannot be unpacked"), { cause });
    }
  }
  return undefined;
}

function* listChunks(png: Uint8Array): Generator<{ type: string; data: Uint8Array; end: number }> {
  if (!isPng(png)) return;
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  for (let at = SIGNATURE.length; at + FRAME_BYTES <= bytes.length;) {
    const end = at + FRAME_BYTES + bytes.readUInt32BE(at);
    if (end > bytes.length) return;
    yield { type: bytes.toString("latin1", at + 4, at + 8), data: bytes.subarray(at + 8, end - 4), end };
    at = end;
  }
}
