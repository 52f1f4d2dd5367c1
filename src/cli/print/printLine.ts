import { once } from "node:events";
import type { Writable } from "node:stream";

/** Waits until the reader has taken enough: what is printed never piles up in memory. */
export async function printLine(output: Writable, text: string): Promise<void> {
  if (!output.write(`${text}\n`)) await once(output, "drain");
}
