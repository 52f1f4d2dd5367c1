import type { Writable } from "node:stream";
import { overwriteLine } from "./terminal";

/** One line of a terminal, overwritten with every report. Nothing is written if the output is not a terminal. */
export class ProgressLine {
  readonly #output: Writable & { readonly isTTY?: boolean };
  #shown = 0;

  constructor(output: Writable & { readonly isTTY?: boolean }) {
    this.#output = output;
  }

  /** @param text - ASCII, shorter than a terminal's line. */
  show(text: string): void {
    if (this.#output.isTTY !== true) return;
    // Spaces cover the rest of a longer text. Some terminals would print an escape sequence instead of obeying it.
    overwriteLine(this.#output, text.padEnd(this.#shown));
    this.#shown = text.length;
  }

  /** Empties the line and puts the cursor at its start; call this before anything else is printed. */
  clear(): void {
    if (this.#shown === 0) return;
    this.show("");
    overwriteLine(this.#output, "");
  }
}
