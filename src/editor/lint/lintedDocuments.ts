import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import type { AcceptedSentences } from "../../lint/open/acceptedSentences";
import type { DocumentFinding } from "../../lint/open/documentFinding";
import { findReason } from "../../lint/open/findReason";
import { LabelLack } from "../../lint/open/labelLack";
import { LintedDocument, type LintSummary } from "../../lint/open/lintedDocument";
import type { LintSurroundings } from "../../lint/open/lintSurroundings";
import type { Reason } from "../../lint/reason";
import { findRule } from "../../lint/rules";
import type { LintRun } from "../../settings/settingChecks";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";
import { listEdits } from "../listEdits";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { toSpan } from "../toSpan";
import { buildLintModels } from "./buildLintModels";
import { findAddress } from "./findAddress";
import type { MarkBoard } from "./findings/markBoard";
import type { FilePolicy, LintPolicy } from "./lintPolicy";

export interface LintedDocumentsParts {
  readonly policy: LintPolicy;
  readonly accepted: AcceptedSentences;
  readonly board: MarkBoard;
}

/**
 * Keeps one {@link LintedDocument} for every open document that the settings want checked, or that a person had checked,
 * and gives its marks to the board.
 */
export class LintedDocuments implements vscode.Disposable {
  readonly #services: Services;
  readonly #board: MarkBoard;
  readonly #documents = new Map<vscode.TextDocument, LintedDocument<vscode.TextDocument>>();
  /** What held for each when it was checked last. */
  readonly #checkedBy = new Map<vscode.TextDocument, FilePolicy>();
  readonly #surroundings: LintSurroundings<vscode.TextDocument>;
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #policy: LintPolicy;
  /** False until project files have been read: without them, marks would appear and go again. */
  #isReady = false;
  /** The failures that were reported; they are not reported again until something changes. */
  readonly #told = new Set<string>();
  #hasFailed = false;

  constructor(services: Services, { policy, accepted, board }: LintedDocumentsParts) {
    this.#services = services;
    this.#policy = policy;
    this.#board = board;
    this.#surroundings = {
      services: { ...services, models: buildLintModels(services) },
      listRuns: (document) => {
        const read = policy.read(findAddress(document));
        this.#checkedBy.set(document, read);
        return read.runs;
      },
      selectWanted: (document, findings) =>
        policy.selectWanted(findAddress(document), findings, ({ rule, sentence, word }) => {
          return { rule, sentence: sentence.text, word };
        }),
      visibleSpans: listVisibleSpans,
      publish: (document, marks) => board.setDocument(document, marks),
      fail: (error) => this.#fail(error),
    };
    this.#subscriptions = this.#subscribe(accepted);
    void policy.ready.then(() => {
      this.#isReady = true;
      this.refresh();
    });
  }

  /** Findings of a document beyond the most marks of a file. */
  countHidden({ uri }: vscode.TextDocument): number {
    return this.#board.find(uri)?.hidden ?? 0;
  }

  /** The findings that a position touches, in the document as it is now; that of a word before that of its sentence. */
  listAt(document: vscode.TextDocument, position: vscode.Position): readonly DocumentFinding[] {
    const offset = document.offsetAt(position);
    return this.listAll(document)
      .filter(({ span }) => span.start <= offset && offset <= span.end)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  }

  /**
   * As `listAt`. Marks that a check of the workspace left on a file just opened say where, not what was found: there, the
   * document's own check is awaited first.
   */
  async findAt(document: vscode.TextDocument, position: vscode.Position): Promise<readonly DocumentFinding[]> {
    const { uri } = document;
    const isMarked = this.#board.find(uri)?.marks.some(({ range }) => range.contains(position)) === true;
    if (isMarked && this.#board.hasFile(uri)) await this.check(document);
    return this.listAt(document, position);
  }

  /** All findings, in the document as it is now. */
  listAll(document: vscode.TextDocument): readonly DocumentFinding[] {
    return this.#documents.get(document)?.findings ?? [];
  }

  /** See `findReason`. */
  async findReason(
    document: vscode.TextDocument,
    finding: DocumentFinding,
    signal: AbortSignal,
  ): Promise<Reason | undefined> {
    const rule = findRule(finding.rule);
    if (rule?.explain === undefined) return undefined;
    const { threshold, span } = finding;
    return findReason(this.#services, document, { rule, offset: span.start, threshold }, signal);
  }

  /**
   * Checks a document now, even one that the settings leave out.
   *
   * @param part - Only what touches these places. Where the document is checked by itself, all of it is, and the summary
   *   is about these places.
   * @throws {EditorError} `stale` when a part cannot be checked, because the document changes meanwhile.
   */
  async check(document: vscode.TextDocument, part?: readonly Span[]): Promise<LintSummary | undefined> {
    await this.#policy.ready;
    const known = this.#ensure(document);
    if (part === undefined) return known.checkThrough();
    const { version } = document;
    const summary = await known.check(part);
    if (summary === undefined && document.version !== version) {
      throw new EditorError("stale", l10n.t("The document changed meanwhile. Check it again."));
    }
    return summary;
  }

  /**
   * Settings, model or engine changed: checks again what is to be checked by itself. Of what a person had checked, the
   * marks stay if they are those that a check would give now.
   *
   * @param isOtherModel - Another model answers.
   */
  refresh(isOtherModel = false): void {
    this.#told.clear();
    for (const [document, known] of [...this.#documents]) {
      if (this.#isWanted(document)) continue;
      if (isOtherModel || !this.#canStay(document)) this.#close(document);
      else known.refreshMarks();
    }
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  /** Other marks are wanted of what was found. */
  refreshMarks(): void {
    for (const document of this.#documents.values()) document.refreshMarks();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const document of this.#documents.values()) document.dispose();
    this.#documents.clear();
  }

  #subscribe(accepted: AcceptedSentences): readonly vscode.Disposable[] {
    const { engine, models } = this.#services;
    return [
      vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const known = this.#documents.get(document);
        known?.follow(listEdits(contentChanges));
        if (known && contentChanges.length > 0 && this.#isWanted(document, "onType")) known.schedule();
      }),
      vscode.workspace.onDidSaveTextDocument((document) => this.#save(document)),
      vscode.workspace.onDidSaveNotebookDocument((notebook) => {
        for (const { document } of notebook.getCells()) this.#save(document);
      }),
      this.#policy.onDidChange(() => this.refresh()),
      models.onDidChange(() => this.refresh(true)),
      new vscode.Disposable(
        engine.onStateChange(({ kind }) => {
          const wasFailed = this.#hasFailed;
          this.#hasFailed = kind === "failed";
          if (wasFailed && !this.#hasFailed) this.refresh();
        }),
      ),
      new vscode.Disposable(accepted.onDidChange(() => this.refreshMarks())),
    ];
  }

  #open(document: vscode.TextDocument): void {
    if (this.#isWanted(document, "onType")) this.#ensure(document).schedule();
    else this.#save(document);
  }

  /** What was opened stands as it was saved. */
  #save(document: vscode.TextDocument): void {
    if (this.#isWanted(document, "onSave")) void this.#ensure(document).checkThrough();
  }

  #close(document: vscode.TextDocument): void {
    this.#documents.get(document)?.dispose();
    this.#documents.delete(document);
    this.#checkedBy.delete(document);
    this.#board.dropDocument(document, !document.isClosed);
  }

  /** True for marks that a check would give now, as far as settings and project file say. */
  #canStay(document: vscode.TextDocument): boolean {
    const before = this.#checkedBy.get(document);
    try {
      return before !== undefined && this.#policy.keepsMarks(findAddress(document), before);
    } catch {
      return false;
    }
  }

  #ensure(document: vscode.TextDocument): LintedDocument<vscode.TextDocument> {
    const known = this.#documents.get(document) ?? new LintedDocument(document, this.#surroundings);
    this.#documents.set(document, known);
    return known;
  }

  /**
   * True for a document that is checked by itself; false too, after telling the person, when a setting makes no sense.
   *
   * @param run - Only if it is checked then.
   */
  #isWanted(document: vscode.TextDocument, run?: LintRun): boolean {
    if (!this.#isReady) return false;
    try {
      if (this.#policy.findUnchecked(document) !== undefined) return false;
      return run === undefined || this.#policy.read(findAddress(document)).run === run;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  #fail(error: unknown): void {
    const reason = `${toErrorCode(error)} ${error instanceof Error ? error.message : ""}`;
    if (this.#told.has(reason)) return;
    this.#told.add(reason);
    const what =
      error instanceof LabelLack
        ? l10n.t("Cloze could not check {0}", error.rules.map(({ id }) => id).join(", "))
        : l10n.t("Cloze could not check the document");
    reportError(this.#services.log, what, error);
  }
}

function listVisibleSpans(document: vscode.TextDocument) {
  return vscode.window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap(({ visibleRanges }) => visibleRanges.map((range) => toSpan(document, range)));
}
