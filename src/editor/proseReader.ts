import type * as vscode from "vscode";
import type { Sentence } from "../text/sentence";
import type { Span } from "../text/span";

/** The sentences of one version of a document, in document order; each is made when asked for. */
export interface DocumentSentences {
  readonly version: number;
  readonly count: number;
  /** @throws {RangeError} outside 0..count-1. */
  at(index: number): Sentence;
  /** The document range of sentence `index`, cheaper than `at(index).span`. */
  spanAt(index: number): Span;
  /** The sentence that `offset` is in or at the end of, else `undefined`. */
  findIndex(offset: number): number | undefined;
}

/** Finds sentences in a worker thread, so that the extension host never waits for a parser. */
export interface ProseReader extends vscode.Disposable {
  /** Of the document as it is now; a second call for the same version is answered from the first. */
  read(document: vscode.TextDocument): Promise<DocumentSentences>;
}
