import * as vscode from "vscode";
import { scoreSentences, type SentenceScore } from "../../engine/client/scoreSentences";
import { RULES } from "../../lint/rules";
import { findFileFormat } from "../../text/formats/format";
import { LineIndex } from "../../text/spans/lineIndex";
import type { Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import type { AcceptedSentences } from "./acceptedSentences";
import { COMMANDS } from "../commands";
import { findCode } from "../findCode";
import { formatCount } from "../../wording/formatCount";
import type { SentenceList } from "../../prose/packedSentences";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { readToneSettings } from "../settings";
import { buildMark } from "./toneMark";
import { findWorkspaceFiles, readFileText, type WorkspaceFile } from "./workspaceFiles";

/** Of a request. Small files share one, so that their sentences share runs. */
const GROUP_SENTENCES = 400;

interface FileText extends WorkspaceFile {
  /** Made when it is asked for: few files have a mark. */
  readonly lines: () => LineIndex;
  readonly sentences: SentenceList;
  /** Those that may be marked. */
  readonly indices: readonly number[];
}

/** A mark, and the sentence it is on. */
interface Mark {
  readonly sentence: string;
  readonly diagnostic: vscode.Diagnostic;
}

interface ScoreOptions {
  readonly signal?: AbortSignal;
  /** Called with the number of sentences that were read since the last call. */
  readonly onRead?: (more: number) => void;
}

/** What a check came to. */
interface Summary {
  files: number;
  sentences: number;
  negative: number;
  /** Files that are no UTF-8 text, too long, or gone. */
  unread: number;
}

export interface ToneWorkspaceOptions {
  readonly services: Services;
  readonly accepted: AcceptedSentences;
  /** Whether a file is open and checked as it is written: then its marks are not this one's. */
  readonly isChecked: (uri: vscode.Uri) => boolean;
}

/** Checks the files of the workspace that are not open, when asked to, and keeps their marks until they are opened. */
export class ToneWorkspace implements vscode.Disposable {
  readonly #options: ToneWorkspaceOptions;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection("cloze-workspace");
  /** By the file's address; those on accepted sentences too, which may be marked again. */
  readonly #marks = new Map<string, readonly Mark[]>();
  /** Addresses of files that were looked at: one that is opened and closed is looked at again. */
  readonly #known = new Set<string>();
  readonly #subscriptions: readonly vscode.Disposable[];
  #isRunning = false;

  constructor(options: ToneWorkspaceOptions) {
    this.#options = options;
    const { services, accepted } = options;
    this.#subscriptions = [
      vscode.commands.registerCommand(COMMANDS.checkWorkspaceTone, () => this.#checkAll()),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (options.isChecked(uri)) this.#set(uri, []);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (this.#marks.has(uri.toString())) this.#set(uri, []);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#checkAgain(uri)),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.#set(uri, []))),
      vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => this.#set(oldUri, []))),
      // Other settings, another model: what stands there was said by something else.
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("cloze.tone")) this.#clear();
      }),
      services.models.onDidChange(() => this.#clear()),
      new vscode.Disposable(
        accepted.onDidChange(() => {
          for (const [key, marks] of this.#marks) this.#set(vscode.Uri.parse(key), marks);
        }),
      ),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#diagnostics.dispose();
  }

  #clear(): void {
    this.#known.clear();
    this.#marks.clear();
    this.#diagnostics.clear();
  }

  #set(uri: vscode.Uri, marks: readonly Mark[]): void {
    if (marks.length > 0) this.#marks.set(uri.toString(), marks);
    else this.#marks.delete(uri.toString());
    const shown = this.#withoutAccepted(marks);
    this.#diagnostics.set(
      uri,
      shown.map(({ diagnostic }) => diagnostic),
    );
  }

  #withoutAccepted(marks: readonly Mark[]): readonly Mark[] {
    return marks.filter(({ sentence }) => !this.#options.accepted.has(sentence));
  }

  async #checkAll(): Promise<void> {
    if (!vscode.workspace.workspaceFolders?.length) {
      void vscode.window.showInformationMessage("Open a folder first: its files are what is checked.");
      return;
    }
    const location = {
      location: vscode.ProgressLocation.Notification,
      title: "Cloze checks the tone of the workspace",
      cancellable: true,
    };
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#clear();
    const ended = new AbortController();
    try {
      const summary = await vscode.window.withProgress(location, (progress, token) => {
        token.onCancellationRequested(() => ended.abort());
        return this.#check({ report: (message) => progress.report({ message }), token, signal: ended.signal });
      });
      void vscode.window.showInformationMessage(describe(summary));
    } catch (error) {
      // What had been found by then stays.
      if (!ended.signal.aborted) reportError(this.#options.services.log, "check the tone of the workspace", error);
    } finally {
      this.#isRunning = false;
    }
  }

  /** @throws {Error} when it is cancelled, too. */
  async #check({
    report,
    token,
    signal,
  }: {
    readonly report: (message: string) => void;
    readonly token: vscode.CancellationToken;
    readonly signal: AbortSignal;
  }): Promise<Summary> {
    const summary: Summary = { files: 0, sentences: 0, negative: 0, unread: 0 };
    const files = await findWorkspaceFiles(token);
    let group: FileText[] = [];
    let sentences = 0;
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      const place = `file ${formatCount(index + 1)} of ${formatCount(files.length)}`;
      const onRead = (more: number) => report(`${place}, ${count((sentences += more), "sentence")}`);
      onRead(0);
      const read = await this.#read(file);
      if (read) group.push(read);
      else summary.unread += 1;
      const isLast = index === files.length - 1;
      if (countAsked(group) < GROUP_SENTENCES && !isLast) continue;
      await this.#score(group, summary, { signal, onRead });
      group = [];
    }
    this.#options.services.log.info(
      `tone of the workspace: ${summary.files} files, ${summary.sentences} sentences, ${summary.negative} negative`,
    );
    return summary;
  }

  async #checkAgain(uri: vscode.Uri): Promise<void> {
    if (!this.#known.has(uri.toString())) return;
    try {
      const file = await this.#read({ uri, settings: readToneSettings(uri) });
      const summary: Summary = { files: 0, sentences: 0, negative: 0, unread: 0 };
      if (file) await this.#score([file], summary, {});
    } catch (error) {
      this.#options.services.log.warn(`tone: a file that was closed is not checked: ${findCode(error)}`);
    }
  }

  async #read(file: WorkspaceFile): Promise<FileText | undefined> {
    const text = await readFileText(file.uri);
    if (text === undefined) return undefined;
    const sentences = await this.#options.services.prose.find(text, findFileFormat(file.uri.path));
    const indices: number[] = [];
    for (let index = 0; index < sentences.count; index += 1) if (!sentences.isMuted(index)) indices.push(index);
    let lines: LineIndex | undefined;
    return { ...file, lines: () => (lines ??= new LineIndex(text)), sentences, indices };
  }

  async #score(group: readonly FileText[], summary: Summary, options: ScoreOptions): Promise<void> {
    const found = await this.#findMarks(group, options);
    for (const [{ uri, indices }, marks] of found) {
      this.#known.add(uri.toString());
      // One that is open shows its own.
      if (!this.#options.isChecked(uri)) this.#set(uri, marks);
      summary.files += 1;
      summary.sentences += indices.length;
      summary.negative += this.#withoutAccepted(marks).length;
    }
  }

  async #findMarks(group: readonly FileText[], options: ScoreOptions): Promise<ReadonlyMap<FileText, readonly Mark[]>> {
    const found = new Map(group.map((file) => [file, [] as Mark[]]));
    for (const chunk of listChunks(group)) {
      const tones = await this.#ask(chunk, options);
      for (const [i, { file, sentence }] of chunk.entries()) {
        const tone = tones[i];
        if (!tone) continue;
        for (const finding of RULES.flatMap((rule) => rule.listFindings(sentence, tone, file.settings))) {
          const diagnostic = buildMark(finding, toRange(file.lines(), finding.span), file.settings.severity);
          found.get(file)?.push({ sentence: sentence.text, diagnostic });
        }
      }
      options.onRead?.(chunk.length);
    }
    return found;
  }

  async #ask(chunk: readonly Asked[], { signal }: ScoreOptions): Promise<readonly SentenceScore[]> {
    const { engine, models, log } = this.#options.services;
    const model = await models.resolve("tone");
    const sentences = chunk.map(({ sentence }) => sentence.text);
    return scoreSentences(
      engine,
      { model, sentences },
      {
        lane: "workspace",
        ...(signal && { signal }),
        onDeath: ({ length }, { code }) => log.warn(`tone: the engine ended during ${length} sentences (${code})`),
      },
    );
  }
}

interface Asked {
  readonly file: FileText;
  readonly sentence: Sentence;
}

/** The sentences of one request after the other; those of a long file are not all made at once. */
function* listChunks(group: readonly FileText[]): Generator<readonly Asked[]> {
  let chunk: Asked[] = [];
  for (const file of group) {
    for (const index of file.indices) {
      chunk.push({ file, sentence: file.sentences.at(index) });
      if (chunk.length < GROUP_SENTENCES) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

function toRange(lines: LineIndex, { start, end }: Span): vscode.Range {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
}

function countAsked(group: readonly FileText[]): number {
  return group.reduce((sum, { indices }) => sum + indices.length, 0);
}

function describe({ files, sentences, negative, unread }: Summary): string {
  const of = `${count(sentences, "sentence")} in ${count(files, "file")}`;
  const found =
    negative === 0
      ? `No sentence of ${of} reads negative.`
      : `${formatCount(negative)} of ${of} ${negative === 1 ? "reads" : "read"} negative. The Problems view lists them.`;
  return unread === 0 ? found : `${found} ${count(unread, "file")} could not be read: no UTF-8 text, or over 2 MB.`;
}

function count(number: number, name: string): string {
  return `${formatCount(number)} ${name}${number === 1 ? "" : "s"}`;
}
