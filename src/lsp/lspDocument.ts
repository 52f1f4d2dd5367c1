import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { OpenDocument } from "../prose/openDocument";
import type { Edit } from "../text/spans/moveSpan";
import type { Span } from "../text/spans/span";
import { readLanguageId } from "./languageIds";
import { type PositionUnits, toColumn, toOffset } from "./positionUnits";
import { readPath } from "./readPath";

/** A document that the client holds open. Its positions are in the client's units, its spans in UTF-16 units. */
export class LspDocument implements OpenDocument {
  /** Its address, as the client writes it. */
  readonly address: string;
  readonly uri: { readonly path: string };
  readonly languageId: string;
  isClosed = false;
  #text: TextDocument;
  readonly #units: PositionUnits;

  constructor(address: string, languageId: string, { version, text, units }: DocumentText) {
    this.address = address;
    this.uri = { path: readPath(address) };
    this.languageId = readLanguageId(languageId);
    this.#units = units;
    this.#text = TextDocument.create(address, languageId, version, text);
  }

  get version(): number {
    return this.#text.version;
  }

  getText(): string {
    return this.#text.getText();
  }

  /** @returns The changes as edits to apply one after the other. @throws {TypeError} for a range that is none. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): readonly Edit[] {
    return changes.map((change) => {
      if (typeof change.text !== "string") throw new TypeError("a change without text");
      const isPart = "range" in change;
      const span = isPart ? this.toSpan(change.range) : { start: 0, end: this.getText().length };
      const range = { start: this.#text.positionAt(span.start), end: this.#text.positionAt(span.end) };
      this.#text = TextDocument.update(this.#text, [{ range, text: change.text }], version);
      return { span, insertedLength: change.text.length };
    });
  }

  /** @throws {TypeError} for what is no range. */
  toSpan({ start, end }: Range): Span {
    const [first, last] = [this.offsetAt(start), this.offsetAt(end)];
    return { start: Math.min(first, last), end: Math.max(first, last) };
  }

  toRange({ start, end }: Span): Range {
    return { start: this.#positionAt(start), end: this.#positionAt(end) };
  }

  /** @throws {TypeError} for what is no position. */
  offsetAt({ line, character }: Position): number {
    if (!isCount(line) || !isCount(character)) throw new TypeError("a position whose line or character is no number");
    return this.#text.offsetAt({ line, character: toOffset(this.lineAt(line), character, this.#units) });
  }

  /** A line with what ends it; empty beyond the last. */
  lineAt(line: number): string {
    return this.#text.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  }

  #positionAt(offset: number): Position {
    const { line, character } = this.#text.positionAt(offset);
    return {
      line,
      character: this.#units === "utf-16" ? character : toColumn(this.lineAt(line), character, this.#units),
    };
  }
}

interface DocumentText {
  readonly version: number;
  readonly text: string;
  readonly units: PositionUnits;
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
