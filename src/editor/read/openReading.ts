import type * as vscode from "vscode";
import type { SentenceList } from "../../prose/packedSentences";
import type { ProseReader } from "../../prose/proseReader";
import { findSource } from "./readAddress";

/** What is read of the document that a view shows. */
export interface Reading {
  readonly source: vscode.TextDocument;
  readonly sentences: SentenceList;
}

/** @returns `undefined` while the view does not show the document as it is now: its text is on its way. */
export async function openReading(prose: ProseReader, view: vscode.TextDocument): Promise<Reading | undefined> {
  const source = findSource(view);
  if (source === undefined) return undefined;
  const sentences = await prose.read(source);
  const isNow = !source.isClosed && source.version === sentences.version && source.getText() === view.getText();
  return isNow ? { source, sentences } : undefined;
}
