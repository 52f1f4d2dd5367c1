import type { Writable } from "node:stream";

/** One line of a terminal that is written over again and again; on anything else nothing is written. */
export class ProgressLine {
  readonly #output: Writable & { readonly isTTY?: boolean };
  #shown = 0;

  constructor(output: Writable & { readonly isTTY?: boolean }) {
    this.#output = output;
  }

  /** @param text - ASCII, shorter than a terminal's line. */
  show(text: string): void {
    if (this.#output.isTTY !== true) return;
    // Spaces over what is left of a longer text, not an escape sequence: that, some terminals would print.
    this.#output.write(`\r${text.padEnd(this.#shown)}`);
    this.#shown = text.length;
  }

  /** Leaves an empty line, and the cursor at its start: before anything else is printed. */
  clear(): void {
    if (this.#shown === 0) return;
    this.show("");
    this.#output.write("\r");
  }
}
