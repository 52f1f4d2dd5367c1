import * as vscode from "vscode";
import type { SentenceList } from "../../prose/packedSentences";
import type { ProseReader } from "../../prose/proseReader";
import { selectFileFormat } from "../../text/formats/format";
import { LineIndex } from "../../text/spans/lineIndex";
import type { WorkspaceFile } from "./listWorkspaceFiles";

/** Nobody writes so much in one file, and counting its lines would hold up the extension host. */
const MOST_BYTES = 2_000_000;

/** A file that is not open, and its sentences. */
export interface FileSentences extends WorkspaceFile {
  readonly sentences: SentenceList;
  /** The sentences to check: those that no comment and no language hides from all rules. */
  readonly indices: readonly number[];
  /** Counts the lines at the first call: few files need it. */
  positionAt(offset: number): vscode.Position;
}

/** @returns `undefined` for a file that is not UTF-8 text, is over 2 MB, or is gone. */
export async function readFileSentences(prose: ProseReader, file: WorkspaceFile): Promise<FileSentences | undefined> {
  const text = await readText(file.uri);
  if (text === undefined) return undefined;
  const sentences = await prose.find(text, selectFileFormat(file.uri.path));
  let lines: LineIndex | undefined;
  return {
    ...file,
    sentences,
    indices: sentences.listChecked(file.policy.runs),
    positionAt(offset) {
      const { line, column } = (lines ??= new LineIndex(text)).positionAt(offset);
      return new vscode.Position(line - 1, column - 1);
    },
  };
}

/** Drops a byte order mark. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > MOST_BYTES ? undefined : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
