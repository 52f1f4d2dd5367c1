import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../../engine/client/toErrorCode";
import type { AcceptedSentences } from "../../../lint/open/acceptedSentences";
import { findOpenDocument } from "../../findOpenDocument";
import { reportError } from "../../reportError";
import type { Services } from "../../services";
import { notify, showCancellable } from "../../surface";
import { describeAbout, type FileMark } from "../findings/fileMark";
import type { MarkBoard } from "../findings/markBoard";
import { SHOW_FINDINGS } from "../findings/showFindings";
import type { LintedDocuments } from "../lintedDocuments";
import type { LintPolicy } from "../lintPolicy";
import { checkFiles } from "./checkFiles";
import { FileChanges } from "./fileChanges";
import type { WorkspaceFile } from "./listWorkspaceFiles";
import { createSummary, describeSummary, type WorkspaceSummary } from "./workspaceSummary";

export interface LintedWorkspaceOptions {
  readonly services: Services;
  readonly policy: LintPolicy;
  readonly accepted: AcceptedSentences;
  readonly board: MarkBoard;
  /** The documents that are open: their marks come from their texts in the editor. */
  readonly lint: LintedDocuments;
}

/** Which files are to be checked. */
export interface FileScope {
  /** In the log. */
  readonly name: string;
  /** "Cloze checks the workspace" */
  readonly checking: string;
  /** "Cloze could not check the workspace" */
  readonly failure: string;
  /** Takes back the marks on all other files. */
  readonly isAll: boolean;
  readonly list: (
    token: vscode.CancellationToken,
    signal: AbortSignal,
  ) => Promise<{ readonly files: readonly WorkspaceFile[]; readonly others?: number }>;
}

/** Checks many files, open or not, when asked to, and keeps the marks of those that are not open until they are opened. */
export class LintedWorkspace implements vscode.Disposable {
  readonly #options: LintedWorkspaceOptions;
  /** The files that were checked, by address, and what held then: such a file is checked again when it changes. */
  readonly #known = new Map<string, WorkspaceFile>();
  readonly #changes: FileChanges;
  readonly #closed = new AbortController();
  readonly #subscriptions: readonly vscode.Disposable[];
  #isRunning = false;

  constructor(options: LintedWorkspaceOptions) {
    this.#options = options;
    const { services, policy, accepted, board } = options;
    board.keepsClosed = (uri) => this.#known.has(uri.toString());
    this.#changes = new FileChanges({
      isKnown: (uri) => this.#known.has(uri.toString()),
      listKnown: (uri) => this.#listKnown(uri),
      drop: (uris) => uris.forEach((uri) => this.#forget(uri)),
      read: (uris) => this.#checkAgain(uris),
    });
    this.#subscriptions = [
      new vscode.Disposable(() => this.#changes.dispose()),
      vscode.workspace.onDidOpenTextDocument((document) => {
        // From now on edits move the marks, and they need a text that was checked as a whole.
        if (board.hasFile(document.uri)) void options.lint.check(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
        if (contentChanges.length > 0 && board.hasFile(uri)) board.dropFile(uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.#known.has(uri.toString())) this.#changes.add([uri]);
      }),
      policy.onDidChange(() => this.#dropOutdated()),
      // The marks come from another model.
      services.models.onDidChange(() => this.#clear()),
      new vscode.Disposable(accepted.onDidChange(() => board.refreshFiles())),
    ];
  }

  dispose(): void {
    this.#closed.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Checks files with progress, and says what came of it. */
  async check(scope: FileScope): Promise<void> {
    if (!vscode.workspace.workspaceFolders?.length) {
      notify("information", l10n.t("Open a folder first: Cloze checks the files in it."));
      return;
    }
    if (this.#isRunning) {
      notify("information", l10n.t("Cloze is checking files already. Cancel that first."));
      return;
    }
    this.#isRunning = true;
    if (scope.isAll) this.#clear();
    const ended = new AbortController();
    const summary = createSummary();
    try {
      await showCancellable(scope.checking, (report, token) => {
        token.onCancellationRequested(() => ended.abort());
        return this.#check(scope, summary, { report, token, signal: ended.signal });
      });
      notify("information", describeSummary(summary, true), [SHOW_FINDINGS]);
    } catch (error) {
      // The marks that were found until then stay.
      if (ended.signal.aborted) notify("information", describeSummary(summary, false), [SHOW_FINDINGS]);
      else reportError(this.#options.services.log, scope.failure, error);
    } finally {
      this.#isRunning = false;
    }
  }

  #clear(): void {
    for (const { uri } of this.#known.values()) this.#options.board.dropFile(uri);
    this.#known.clear();
  }

  /** Other settings: the marks stay on files of which a check would find now what it found then, or less. */
  #dropOutdated(): void {
    const { policy, board } = this.#options;
    for (const { uri, policy: before } of [...this.#known.values()]) {
      if (!policy.keepsMarks(uri, before)) this.#forget(uri);
    }
    board.refreshFiles();
  }

  #forget(uri: vscode.Uri): void {
    this.#known.delete(uri.toString());
    this.#options.board.dropFile(uri);
  }

  #listKnown(uri: vscode.Uri): readonly vscode.Uri[] {
    const address = uri.toString();
    return [...this.#known]
      .filter(([known]) => known === address || known.startsWith(`${address}/`))
      .map(([, file]) => file.uri);
  }

  /** @param summary - Grows as files are checked. @throws {Error} also when it is cancelled. */
  async #check(
    { name, list }: FileScope,
    summary: WorkspaceSummary,
    {
      report,
      token,
      signal,
    }: {
      readonly report: (message: string, part: number) => void;
      readonly token: vscode.CancellationToken;
      readonly signal: AbortSignal;
    },
  ): Promise<void> {
    const { policy, services } = this.#options;
    await policy.ready;
    const { files, others = 0 } = await list(token, signal);
    summary.total = files.length;
    summary.others = others;
    const closed = files.filter(({ uri }) => findOpenDocument(uri) === undefined);
    for (const file of files) if (!closed.includes(file)) await this.#checkOpen(file, summary, signal);
    await checkFiles(closed, {
      services,
      signal,
      report,
      onFile: (file, checked) => {
        if (checked) this.#add(file, checked, summary);
        else summary.unread += 1;
      },
    });
    const { files: done, sentences, rules } = summary;

    services.log.info(`lint of ${name}: ${done} files, ${sentences} sentences, ${rules.length} marks`);
  }

  async #checkOpen(file: WorkspaceFile, summary: WorkspaceSummary, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { lint, board } = this.#options;
    const document = findOpenDocument(file.uri);
    const checked = document && (await lint.check(document));
    if (checked === undefined) {
      summary.unread += 1;
      return;
    }
    this.#known.set(file.uri.toString(), file);
    addTo(summary, checked.sentences, checked.marks);
    if ((board.find(file.uri)?.hidden ?? 0) > 0) summary.crowded += 1;
  }

  #add(
    file: WorkspaceFile,
    { sentences, marks }: { readonly sentences: number; readonly marks: readonly FileMark[] },
    summary: WorkspaceSummary,
  ): void {
    const { board, policy } = this.#options;
    const { uri } = file;
    this.#known.set(uri.toString(), file);
    // A file that was opened meanwhile shows the marks of its text.
    if (findOpenDocument(uri) === undefined) board.setFile(uri, marks);
    const wanted = policy.selectWanted(uri, marks, describeAbout);
    addTo(
      summary,
      sentences,
      wanted.map(({ rule }) => rule),
    );
    if (wanted.length > policy.findMaxMarks(uri)) summary.crowded += 1;
  }

  /** Files that changed, moved or were closed. */
  async #checkAgain(uris: readonly vscode.Uri[]): Promise<void> {
    const { policy, services } = this.#options;
    try {
      const files = uris
        .filter((uri) => findOpenDocument(uri) === undefined)
        .map((uri) => ({ uri, policy: policy.read(uri) }))
        .filter(({ policy: { isIgnored, off } }) => !isIgnored && off !== "file");
      const summary = createSummary();
      await checkFiles(files, {
        services,
        signal: this.#closed.signal,
        onFile: (file, checked) => {
          if (checked) this.#add(file, checked, summary);
          else this.#forget(file.uri);
        },
      });
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      // What was marked is of a text that is gone.
      for (const uri of uris) this.#forget(uri);

      services.log.warn(`lint: files that have changed are not checked again: ${toErrorCode(error)}`);
    }
  }
}

function addTo(summary: WorkspaceSummary, sentences: number, rules: readonly string[]): void {
  summary.files += 1;
  summary.sentences += sentences;
  summary.rules.push(...rules);
}
