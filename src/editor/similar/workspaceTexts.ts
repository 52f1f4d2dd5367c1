import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { TimeSlice } from "../../prose/timeSlice";
import { type PlacedText, placeText } from "../../similar/placedText";
import { formatCount } from "../../wording/numbers/formatCount";
import type { LintPolicy } from "../lint/lintPolicy";
import { readFileSentences } from "../lint/readFileSentences";
import { listWorkspaceFiles, type WorkspaceFile } from "../lint/workspace/listWorkspaceFiles";
import type { Services } from "../services";

/** What was read of a file. */
interface Kept {
  /** Tells one state of the file from another. */
  readonly stamp: string;
  /** `undefined` for one that cannot be read. */
  readonly texts: readonly PlacedText[] | undefined;
}

export interface ReadTexts {
  readonly texts: readonly PlacedText[];
  readonly files: number;
  /** Files that are not UTF-8 text, over 2 MB, too hard to read, or gone. */
  readonly unread: number;
}

export interface ReadOptions {
  readonly token: vscode.CancellationToken;
  readonly signal: AbortSignal;
  readonly report: (message: string) => void;
}

/** The sentences of the workspace's documents, as they are in the editor if they are open. A file that did not change is read once. */
export class WorkspaceTexts {
  readonly #services: Services;
  readonly #policy: LintPolicy;
  #kept = new Map<string, Kept>();

  constructor(services: Services, policy: LintPolicy) {
    this.#services = services;
    this.#policy = policy;
  }

  /**
   * Reads the documents that the check of the workspace reads, and those that are on screen; or those that are named.
   *
   * @throws {EditorError} `bad-setting`; {Error} when it is cancelled.
   */
  async read({ token, signal, report }: ReadOptions, named?: readonly WorkspaceFile[]): Promise<ReadTexts> {
    await this.#policy.ready;
    const files = named ?? (await this.#listFiles(token));
    const kept = new Map<string, Kept>();
    const texts: PlacedText[] = [];
    const slice = new TimeSlice();
    let unread = 0;
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      report(l10n.t("file {0} of {1}", formatCount(index + 1), formatCount(files.length)));
      const address = file.uri.toString();
      const read = await this.#readFile(file, this.#kept.get(address));
      kept.set(address, read);
      if (read.texts === undefined) unread += 1;
      for (const text of read.texts ?? []) texts.push(text);
      if (slice.isOver()) await slice.pause();
    }
    // What is gone is forgotten.
    this.#kept = kept;
    return { texts, files: files.length - unread, unread };
  }

  async #listFiles(token: vscode.CancellationToken): Promise<readonly WorkspaceFile[]> {
    const files = await listWorkspaceFiles(this.#policy, token);
    const known = new Set(files.map(({ uri }) => uri.toString()));
    const shown = vscode.window.visibleTextEditors
      .filter(({ document: { uri }, viewColumn }) => viewColumn !== undefined && !known.has(uri.toString()))
      .filter(({ document: { uri } }) => uri.scheme === "file" || uri.scheme === "untitled")
      .map(({ document: { uri } }) => ({ uri, policy: this.#policy.read(uri) }))
      .filter(({ policy: { isIgnored } }) => !isIgnored);
    return [...files, ...shown];
  }

  async #readFile(file: WorkspaceFile, known: Kept | undefined): Promise<Kept> {
    const open = findDocument(file.uri);
    // eslint-disable-next-line language/untranslated -- compared, never shown
    const stamp = open ? `version ${open.version}` : await findStamp(file.uri);
    if (known?.stamp === stamp) return known;
    const { prose } = this.#services;
    const address = file.uri.toString();
    if (open) {
      const text = open.getText();
      const sentences = await prose.read(open).catch(() => undefined);
      return { stamp, texts: sentences && (await placeAll(sentences, address, text)) };
    }
    const read = await readFileSentences(prose, file);
    return { stamp, texts: read && (await placeAll(read.sentences, address, read.text)) };
  }
}

function findDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const address = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
}

async function findStamp(uri: vscode.Uri): Promise<string> {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return `${mtime} ${size}`;
  } catch {
    return "gone";
  }
}

type Sentences = NonNullable<Awaited<ReturnType<typeof readFileSentences>>>["sentences"];

async function placeAll(sentences: Sentences, file: string, text: string): Promise<readonly PlacedText[]> {
  const slice = new TimeSlice();
  const placed: PlacedText[] = [];
  for (let index = 0; index < sentences.count; index++) {
    if (slice.isOver()) await slice.pause();
    placed.push(placeText(sentences.at(index), file, text));
  }
  return placed;
}
