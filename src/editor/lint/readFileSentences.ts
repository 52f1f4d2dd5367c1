import * as vscode from "vscode";
import { DocumentPhrases } from "../../lint/documentPhrases";
import type { SentenceList } from "../../prose/packedSentences";
import { ProseError } from "../../prose/proseError";
import type { ProseReader } from "../../prose/proseReader";
import { type Format, selectFileFormat } from "../../text/formats/format";
import { LineIndex } from "../../text/spans/lineIndex";
import type { WorkspaceFile } from "./workspace/listWorkspaceFiles";

/** Nobody writes so much in one file, and counting its lines would hold up the extension host. */
const MOST_BYTES = 2_000_000;

/** A file that is not open, and its sentences. */
export interface FileSentences extends WorkspaceFile {
  readonly sentences: SentenceList;
  /** The sentences to check: those that no comment and no language hides from all rules. */
  readonly indices: readonly number[];
  readonly text: string;
  readonly phrases: DocumentPhrases;
  /** Counts the lines at the first call: few files need it. */
  positionAt(offset: number): vscode.Position;
}

/** @returns `undefined` for a file that is not UTF-8 text, is over 2 MB, takes too long to read, or is gone. */
export async function readFileSentences(prose: ProseReader, file: WorkspaceFile): Promise<FileSentences | undefined> {
  const text = await readText(file.uri);
  return text === undefined ? undefined : findTextSentences(prose, file, text);
}

/**
 * As `readFileSentences`, of a text that is known. @param format - Default: what the file's name says.
 */
export async function findTextSentences(
  prose: ProseReader,
  file: WorkspaceFile,
  text: string,
  format: Format = selectFileFormat(file.uri.path),
): Promise<FileSentences | undefined> {
  const sentences = await findSentences(prose, text, format);
  if (sentences === undefined) return undefined;
  let lines: LineIndex | undefined;
  return {
    ...file,
    text,
    sentences,
    indices: sentences.listChecked(file.policy.runs),
    phrases: new DocumentPhrases(() => sentences.listTexts()),
    positionAt(offset) {
      const { line, column } = (lines ??= new LineIndex(text)).positionAt(offset);
      return new vscode.Position(line - 1, column - 1);
    },
  };
}

async function findSentences(prose: ProseReader, text: string, format: Format): Promise<SentenceList | undefined> {
  try {
    return await prose.find(text, format);
  } catch (error) {
    if (error instanceof ProseError && error.code === "too-long") return undefined;
    throw error;
  }
}

/** Drops a byte order mark. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    // Looked at first: a name may lead to a pipe that nobody writes to, or to more than fits into memory.
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > MOST_BYTES) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > MOST_BYTES ? undefined : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
