import * as vscode from "vscode";
import { COMMANDS } from "../../commands";
import { reportError } from "../../reportError";
import type { Services } from "../../services";
import { notify, showCancellable } from "../../surface";
import { toErrorCode } from "../../toErrorCode";
import type { AcceptedSentences } from "../acceptedSentences";
import { limitMarks, MOST_MARKS } from "../limitMarks";
import type { LintPolicy } from "../lintPolicy";
import { checkFiles } from "./checkFiles";
import { FileChanges } from "./fileChanges";
import { listWorkspaceFiles } from "./listWorkspaceFiles";
import type { FileMark } from "./markFiles";
import { createSummary, describeSummary, type WorkspaceSummary } from "./workspaceSummary";

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
  /** The files that were checked, by address: such a file is checked again when it changes or is closed. */
  readonly #known = new Map<string, vscode.Uri>();
  readonly #changes: FileChanges;
  readonly #closed = new AbortController();
  readonly #subscriptions: readonly vscode.Disposable[];
  #isRunning = false;

  constructor(options: LintedWorkspaceOptions) {
    this.#options = options;
    const { services, policy, accepted } = options;
    this.#changes = new FileChanges({
      isKnown: (uri) => this.#known.has(uri.toString()),
      listKnown: (uri) => this.#listKnown(uri),
      drop: (uris) => uris.forEach((uri) => this.#forget(uri)),
      read: (uris) => this.#checkAgain(uris),
    });
    this.#subscriptions = [
      new vscode.Disposable(() => this.#changes.dispose()),
      vscode.commands.registerCommand(COMMANDS.checkWorkspaceTone, () => this.#checkAll()),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (options.isChecked(uri)) this.#set(uri, []);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (this.#marks.has(uri.toString())) this.#set(uri, []);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.#known.has(uri.toString())) this.#changes.add([uri]);
      }),
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
    this.#closed.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#diagnostics.dispose();
  }

  #clear(): void {
    this.#known.clear();
    this.#marks.clear();
    this.#diagnostics.clear();
  }

  #forget(uri: vscode.Uri): void {
    this.#known.delete(uri.toString());
    this.#set(uri, []);
  }

  #listKnown(uri: vscode.Uri): readonly vscode.Uri[] {
    const address = uri.toString();
    return [...this.#known]
      .filter(([known]) => known === address || known.startsWith(`${address}/`))
      .map(([, file]) => file);
  }

  #set(uri: vscode.Uri, marks: readonly FileMark[]): void {
    if (marks.length > 0) this.#marks.set(uri.toString(), marks);
    else this.#marks.delete(uri.toString());
    this.#diagnostics.set(
      uri,
      limitMarks(this.#withoutAccepted(uri, marks), ({ diagnostic }) => diagnostic),
    );
  }

  #withoutAccepted(uri: vscode.Uri, marks: readonly FileMark[]): readonly FileMark[] {
    return marks.filter(({ sentence, place }) => !this.#options.policy.accepts(uri, sentence, place));
  }

  async #checkAll(): Promise<void> {
    if (!vscode.workspace.workspaceFolders?.length) {
      notify("information", "Open a folder first: Cloze checks the files in it.");
      return;
    }
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#clear();
    const ended = new AbortController();
    const summary = createSummary();
    try {
      await showCancellable("Cloze checks the workspace", (report, token) => {
        token.onCancellationRequested(() => ended.abort());
        return this.#check(summary, { report, token, signal: ended.signal });
      });
      notify("information", describeSummary(summary, true, MOST_MARKS));
    } catch (error) {
      // The marks that were found until then stay.
      if (ended.signal.aborted) notify("information", describeSummary(summary, false, MOST_MARKS));
      else reportError(this.#options.services.log, "check the workspace", error);
    } finally {
      this.#isRunning = false;
    }
  }

  /** @param summary - Grows as files are checked. @throws {Error} also when it is cancelled. */
  async #check(
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
    const files = await listWorkspaceFiles(policy, token);
    summary.total = files.length;
    await checkFiles(files, {
      services,
      signal,
      report,
      onFile: ({ uri }, checked) => {
        if (checked) this.#add(uri, checked, summary);
        else summary.unread += 1;
      },
    });
    const { files: done, sentences, rules } = summary;
    services.log.info(`lint of the workspace: ${done} files, ${sentences} sentences, ${rules.length} marks`);
  }

  #add(
    uri: vscode.Uri,
    { sentences, marks }: { readonly sentences: number; readonly marks: readonly FileMark[] },
    summary: WorkspaceSummary,
  ): void {
    this.#known.set(uri.toString(), uri);
    // An open file shows the marks of its own check.
    if (!this.#options.isChecked(uri)) this.#set(uri, marks);
    const shown = this.#withoutAccepted(uri, marks);
    summary.files += 1;
    summary.sentences += sentences;
    summary.rules.push(...shown.map(({ rule }) => rule));
    if (shown.length > MOST_MARKS) summary.crowded += 1;
  }

  /** Files that changed, moved or were closed. */
  async #checkAgain(uris: readonly vscode.Uri[]): Promise<void> {
    const { policy, services, isChecked } = this.#options;
    try {
      const files = uris
        .filter((uri) => !isChecked(uri))
        .map((uri) => ({ uri, policy: policy.read(uri) }))
        .filter(({ policy: { isIgnored, off } }) => !isIgnored && off !== "file");
      const summary = createSummary();
      await checkFiles(files, {
        services,
        signal: this.#closed.signal,
        onFile: ({ uri }, checked) => {
          if (checked) this.#add(uri, checked, summary);
          else this.#forget(uri);
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
