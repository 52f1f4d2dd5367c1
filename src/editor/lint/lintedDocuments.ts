import * as vscode from "vscode";
import type { Reason } from "../../lint/reason";
import { findRule } from "../../lint/rules";
import { listEdits } from "../listEdits";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { toErrorCode } from "../toErrorCode";
import { toRange } from "../toRange";
import { toSpan } from "../toSpan";
import type { AcceptedSentences } from "./acceptedSentences";
import { buildMark } from "./buildMark";
import { buildUnknownMark } from "./buildUnknownMark";
import type { DocumentFinding } from "./documentFinding";
import { findAddress } from "./findAddress";
import { findReason } from "./findReason";
import { limitMarks } from "./limitMarks";
import { LintedDocument, type LintSummary } from "./lintedDocument";
import type { LintPolicy } from "./lintPolicy";
import type { DocumentMarks, LintSurroundings } from "./lintSurroundings";

/** Keeps one {@link LintedDocument} for every open document that the settings want checked, and shows its marks. */
export class LintedDocuments implements vscode.Disposable {
  readonly #services: Services;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection("cloze");
  readonly #documents = new Map<vscode.TextDocument, LintedDocument>();
  readonly #surroundings: LintSurroundings;
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #policy: LintPolicy;
  /** False until project files have been read: without them, marks would appear and go again. */
  #isReady = false;
  /** The last failure that was reported; it is not reported again until something changes. */
  #told: string | undefined;
  #hasFailed = false;

  constructor(services: Services, policy: LintPolicy, accepted: AcceptedSentences) {
    this.#services = services;
    this.#policy = policy;
    this.#surroundings = {
      services,
      listRuns: (document) => policy.read(findAddress(document)).runs,
      isAccepted: (document, { sentence, word }) => policy.accepts(findAddress(document), sentence.text, word?.place),
      visibleSpans: listVisibleSpans,
      publish: (document, marks) => this.#publish(document, marks),
      fail: (error) => this.#fail(error),
    };
    this.#subscriptions = this.#subscribe(accepted);
    void policy.ready.then(() => {
      this.#isReady = true;
      this.refresh();
    });
  }

  /** True for a file that is open and shows the marks of this check. */
  isChecked(uri: vscode.Uri): boolean {
    return [...this.#documents.keys()].some((document) => document.uri.toString() === uri.toString());
  }

  /** The findings that a position touches, in the document as it is now; that of a word before that of its sentence. */
  listAt(document: vscode.TextDocument, position: vscode.Position): readonly DocumentFinding[] {
    const offset = document.offsetAt(position);
    return this.listAll(document)
      .filter(({ span }) => span.start <= offset && offset <= span.end)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
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

  /** Checks a document now, even one that the settings leave out. */
  async check(document: vscode.TextDocument): Promise<LintSummary | undefined> {
    await this.#policy.ready;
    return this.#ensure(document).check();
  }

  /** Settings, model or engine changed: checks again what is still to be checked, and clears the rest. */
  refresh(): void {
    this.#told = undefined;
    for (const document of [...this.#documents.keys()]) {
      if (!this.#isWanted(document)) this.#close(document);
    }
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const document of this.#documents.values()) document.dispose();
    this.#documents.clear();
    this.#diagnostics.dispose();
  }

  #subscribe(accepted: AcceptedSentences): readonly vscode.Disposable[] {
    const { engine, models } = this.#services;
    return [
      vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const known = this.#documents.get(document);
        known?.follow(listEdits(contentChanges));
        if (known && contentChanges.length > 0 && this.#isWanted(document)) known.schedule();
      }),
      this.#policy.onDidChange(() => this.refresh()),
      models.onDidChange(() => this.refresh()),
      new vscode.Disposable(
        engine.onStateChange(({ kind }) => {
          const wasFailed = this.#hasFailed;
          this.#hasFailed = kind === "failed";
          if (wasFailed && !this.#hasFailed) this.refresh();
        }),
      ),
      new vscode.Disposable(
        accepted.onDidChange(() => {
          for (const document of this.#documents.values()) document.dropAccepted();
        }),
      ),
    ];
  }

  #open(document: vscode.TextDocument): void {
    if (this.#isWanted(document)) this.#ensure(document).schedule();
  }

  #close(document: vscode.TextDocument): void {
    this.#documents.get(document)?.dispose();
    this.#documents.delete(document);
  }

  #ensure(document: vscode.TextDocument): LintedDocument {
    const known = this.#documents.get(document) ?? new LintedDocument(document, this.#surroundings);
    this.#documents.set(document, known);
    return known;
  }

  /** Also false, after telling the person, when a setting makes no sense. */
  #isWanted(document: vscode.TextDocument): boolean {
    if (!this.#isReady) return false;
    try {
      return this.#policy.findUnchecked(document) === undefined;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  #publish(document: vscode.TextDocument, { findings, unknownRules }: DocumentMarks): void {
    const page = this.#services.extensionUri;
    const rules = this.#policy.listRules(findAddress(document));
    // The reader of comments does not know the rules of files.
    const unknown = unknownRules.filter(({ id }) => !rules.some((rule) => rule.id === id));
    const inOrder = [...findings].sort((a, b) => a.span.start - b.span.start);
    const marks = limitMarks([...unknown, ...inOrder], (each) => {
      const range = toRange(document, each.span);
      return "id" in each ? buildUnknownMark(each, range, rules) : buildMark(each, range, page);
    });
    // Whenever marks are set, VS Code gives up the fixes that are being asked for, Auto Fix too.
    if (isSame(this.#diagnostics.get(document.uri) ?? [], marks)) return;
    if (marks.length > 0) this.#diagnostics.set(document.uri, marks);
    else this.#diagnostics.delete(document.uri);
  }

  #fail(error: unknown): void {
    const reason = `${toErrorCode(error)} ${error instanceof Error ? error.message : ""}`;
    if (this.#told === reason) return;
    this.#told = reason;
    reportError(this.#services.log, "check the document", error);
  }
}

function isSame(shown: readonly vscode.Diagnostic[], marks: readonly vscode.Diagnostic[]): boolean {
  return (
    shown.length === marks.length &&
    marks.every(({ range, message, severity }, i) => {
      const other = shown[i];
      return other?.range.isEqual(range) === true && other.message === message && other.severity === severity;
    })
  );
}

function listVisibleSpans(document: vscode.TextDocument) {
  return vscode.window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap(({ visibleRanges }) => visibleRanges.map((range) => toSpan(document, range)));
}
