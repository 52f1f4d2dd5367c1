import { visit } from "jsonc-parser";
import type { Span } from "../../spans/span";

/** A cell of a notebook. */
export interface NotebookCell {
  /** "markdown", "code", "raw"; "" if the notebook does not say. */
  readonly type: string;
  /** The JSON strings that make up its text one behind the other, each without its quotation marks. */
  readonly parts: readonly Span[];
}

/** An object or an array around the current value. */
interface Container {
  readonly isObject: boolean;
  /** Of an object: the name of its current property. */
  key: string;
  type: string;
  readonly parts: Span[];
}

/** The properties that lead to a cell, in nbformat 4 and before it. */
const CELLS = /^(?:worksheets\.)?cells$/;

/**
 * The cells of a Jupyter notebook, in document order; of text that is not a notebook, none. Of a file that was cut, or
 * that nests deeper than the parser follows, those up to there.
 */
export function listNotebookCells(text: string): readonly NotebookCell[] {
  const reader = new CellReader(text);
  try {
    reader.visit();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return reader.finish();
}

class CellReader {
  readonly #text: string;
  readonly #cells: NotebookCell[] = [];
  readonly #path: Container[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  visit(): void {
    const close = () => this.#close();
    visit(this.#text, {
      onObjectBegin: () => this.#open(true),
      onArrayBegin: () => this.#open(false),
      onObjectEnd: close,
      onArrayEnd: close,
      onObjectProperty: (name) => {
        const last = this.#path.at(-1);
        if (last !== undefined) last.key = name;
      },
      onLiteralValue: (value: unknown, offset, length) => {
        if (typeof value === "string") this.#addString(value, { start: offset, end: offset + length });
      },
    });
  }

  finish(): readonly NotebookCell[] {
    while (this.#path.length > 0) this.#close();
    return this.#cells;
  }

  #open(isObject: boolean): void {
    this.#path.push({ isObject, key: "", type: "", parts: [] });
  }

  /** @param token - With the quotation marks; the second is missing where the line ends within the string. */
  #addString(value: string, { start, end }: Span): void {
    const last = this.#path.at(-1);
    const cell = last?.isObject === true ? last : this.#path.at(-2);
    if (cell?.isObject !== true) return;
    const isClosed = end - start > 1 && this.#text.charAt(end - 1) === '"';
    if (cell.key === "source") cell.parts.push({ start: start + 1, end: isClosed ? end - 1 : end });
    else if (cell.key === "cell_type" && cell === last) cell.type = value;
  }

  #close(): void {
    const closed = this.#path.pop();
    // A cell stands in a list, and no list of cells is deeper than this.
    if (closed?.isObject !== true || closed.parts.length === 0 || this.#path.length > 4) return;
    const keys = this.#path.flatMap(({ isObject, key }) => (isObject ? [key] : []));
    if (this.#path.at(-1)?.isObject === false && CELLS.test(keys.join("."))) {
      this.#cells.push({ type: closed.type, parts: closed.parts });
    }
  }
}
