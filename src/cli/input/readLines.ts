import { CliError } from "../cliError";
import { MOST_BYTES } from "./readPlainFile";

const LINE_FEED = 0x0a;

/**
 * Gives the lines of a stream as they come, without their ends; the last line needs no end. Lines are bytes, so that one
 * with bad UTF-8 does not spoil the others.
 *
 * @throws {CliError} `bad-input` for a line longer than a document.
 */
export async function* readLines(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...parts, bytes.subarray(start, end)]);
      parts = [];
      start = end + 1;
    }
    if (start < bytes.length) parts.push(bytes.subarray(start));
    if (parts.length > 1) length += bytes.length - start;
    else length = bytes.length - start;
    if (length > MOST_BYTES) throw new CliError("bad-input", `a line is longer than ${MOST_BYTES / 1e6} MB`);
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}
