import * as vscode from "vscode";
import { describeMarks } from "../../wording/describeMarks";
import { formatCount } from "../../wording/formatCount";
import { formatCounted } from "../../wording/formatCounted";
import { COMMANDS } from "../commands";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { toErrorCode } from "../toErrorCode";
import type { AcceptedSentences } from "./acceptedSentences";
import type { LintPolicy } from "./lintPolicy";
import { listWorkspaceFiles } from "./listWorkspaceFiles";
import { type FileMark, markFiles, type MarkOptions, REQUEST_SENTENCES } from "./markFiles";
import { type FileSentences, readFileSentences } from "./readFileSentences";

interface Summary {
  files: number;
  sentences: number;
  /** Of each mark, its rule. */
  marks: string[];
  /** Files that are not UTF-8 text, are too long, or are gone. */
  unread: number;
}

export interface LintedWorkspaceOptions {
  readonly services: Services;
  readonly policy: LintPolicy;
  readonly accepted: AcceptedSentences;
  /** True for a file that is open and checked while it is written: its marks come from that check. */
  readonly isChecked: (uri: vscode.Uri) => boolean;
}

/** Checks the files of the workspace that are not open, when asked to, and keeps their marks until they are opened. */
export class LintedWorkspace implements vscode.Disposable {
  readonly #options: LintedWorkspaceOptions;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection("cloze-workspace");
  /** By the address of the file. Holds marks on accepted sentences too, which may have to be shown again. */
  readonly #marks = new Map<string, readonly FileMark[]>();
  /** Addresses of the files that were checked: such a file is checked again when it is closed. */
  readonly #known = new Set<string>();
  readonly #subscriptions: readonly vscode.Disposable[];
  #isRunning = false;

  constructor(options: LintedWorkspaceOptions) {
    this.#options = options;
    const { services, policy, accepted } = options;
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
      // The marks come from other settings or from another model.
      policy.onDidChange(() => this.#clear()),
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

  #set(uri: vscode.Uri, marks: readonly FileMark[]): void {
    if (marks.length > 0) this.#marks.set(uri.toString(), marks);
    else this.#marks.delete(uri.toString());
    const shown = this.#withoutAccepted(uri, marks);
    this.#diagnostics.set(
      uri,
      shown.map(({ diagnostic }) => diagnostic),
    );
  }

  #withoutAccepted(uri: vscode.Uri, marks: readonly FileMark[]): readonly FileMark[] {
    return marks.filter(({ sentence, place }) => !this.#options.policy.accepts(uri, sentence, place));
  }

  async #checkAll(): Promise<void> {
    if (!vscode.workspace.workspaceFolders?.length) {
      void vscode.window.showInformationMessage("Open a folder first: Cloze checks the files in it.");
      return;
    }
    const location = {
      location: vscode.ProgressLocation.Notification,
      title: "Cloze checks the workspace",
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
      // The marks that were found until then stay.
      if (!ended.signal.aborted) reportError(this.#options.services.log, "check the workspace", error);
    } finally {
      this.#isRunning = false;
    }
  }

  /** @throws {Error} also when it is cancelled. */
  async #check({
    report,
    token,
    signal,
  }: {
    readonly report: (message: string) => void;
    readonly token: vscode.CancellationToken;
    readonly signal: AbortSignal;
  }): Promise<Summary> {
    const { policy, services } = this.#options;
    const { prose, log } = services;
    const summary: Summary = { files: 0, sentences: 0, marks: [], unread: 0 };
    await policy.ready;
    const files = await listWorkspaceFiles(policy, token);
    let group: FileSentences[] = [];
    let sentences = 0;
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      const place = `file ${formatCount(index + 1)} of ${formatCount(files.length)}`;
      const onRead = (more: number) => report(`${place}, ${formatCounted((sentences += more), "sentence")}`);
      onRead(0);
      const read = await readFileSentences(prose, file);
      if (read) group.push(read);
      else summary.unread += 1;
      const isLast = index === files.length - 1;
      if (countSentences(group) < REQUEST_SENTENCES && !isLast) continue;
      await this.#mark(group, summary, { signal, onRead });
      group = [];
    }
    log.info(
      `lint of the workspace: ${summary.files} files, ${summary.sentences} sentences, ${summary.marks.length} marks`,
    );
    return summary;
  }

  async #checkAgain(uri: vscode.Uri): Promise<void> {
    if (!this.#known.has(uri.toString())) return;
    const { prose, log } = this.#options.services;
    try {
      const file = await readFileSentences(prose, { uri, policy: this.#options.policy.read(uri) });
      const summary: Summary = { files: 0, sentences: 0, marks: [], unread: 0 };
      if (file) await this.#mark([file], summary, {});
    } catch (error) {
      log.warn(`lint: a file that was closed is not checked: ${toErrorCode(error)}`);
    }
  }

  async #mark(group: readonly FileSentences[], summary: Summary, options: MarkOptions): Promise<void> {
    const found = await markFiles(this.#options.services, group, options);
    for (const [{ uri, indices }, marks] of found) {
      this.#known.add(uri.toString());
      // An open file shows the marks of its own check.
      if (!this.#options.isChecked(uri)) this.#set(uri, marks);
      summary.files += 1;
      summary.sentences += indices.length;
      summary.marks.push(...this.#withoutAccepted(uri, marks).map(({ rule }) => rule));
    }
  }
}

function countSentences(group: readonly FileSentences[]): number {
  return group.reduce((sum, { indices }) => sum + indices.length, 0);
}

function describe({ files, sentences, marks, unread }: Summary): string {
  const found = describeMarks(marks, `${formatCounted(sentences, "sentence")} in ${formatCounted(files, "file")}`);
  return unread === 0
    ? found
    : `${found} ${formatCounted(unread, "file")} could not be read: not UTF-8 text, or over 2 MB.`;
}
