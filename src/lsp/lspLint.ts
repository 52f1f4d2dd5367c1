import type { Diagnostic } from "vscode-languageserver/node";
import { isOwnId } from "../lint/mutedRules";
import type { DocumentFinding } from "../lint/open/documentFinding";
import { findReason } from "../lint/open/findReason";
import { isRows } from "../lint/open/isRows";
import { isWanted } from "../lint/open/isWanted";
import { LintedDocument } from "../lint/open/lintedDocument";
import type { DocumentMarks, LintServices } from "../lint/open/lintSurroundings";
import type { Reason } from "../lint/reason";
import type { Rule } from "../lint/rule";
import { listRuleRuns, type RuleRun } from "../lint/ruleRun";
import { findRule } from "../lint/rules";
import { listLabelRules } from "../lint/rules/label/labelRules";
import type { RuleSettings } from "../lint/ruleSetting";
import type { Edit } from "../text/spans/moveSpan";
import type { Span } from "../text/spans/span";
import { buildDiagnostics } from "./buildDiagnostics";
import type { LspDocument } from "./lspDocument";
import type { FolderState, LspFolders } from "./lspFolders";

export interface LspLintParts {
  readonly services: LintServices;
  readonly folders: LspFolders;
  /** The folder in which the pages about rules are. */
  readonly root: string;
  /** Sends the marks of a document; absent for a client that asks for them. */
  readonly send: ((document: LspDocument, marks: Diagnostic[]) => void) | undefined;
  /** Called when marks change that the client did not ask for. */
  readonly askAgain: () => void;
  /** Called when a check failed. */
  readonly fail: (error: unknown) => void;
}

/** UTF-16 units around the place that was touched last, which is taken for what is on screen: no client says that. */
const AROUND = 3000;

interface Linted {
  readonly document: LspDocument;
  readonly linted: LintedDocument<LspDocument>;
  /** What held when it was checked last. */
  state: FolderState;
  /** `undefined` for a document that is not checked. */
  runs: readonly RuleRun[] | undefined;
  marks: Omit<DocumentMarks, "isWhole">;
  /** Offset of what was touched last. */
  touched: number;
  /** An edit is being followed: the client moves the marks itself. */
  isFollowing: boolean;
}

/** Keeps one {@link LintedDocument} for every document that the client holds open. */
export class LspLint {
  readonly #parts: LspLintParts;
  readonly #documents = new Map<LspDocument, Promise<Linted>>();
  #refreshed: Promise<void> = Promise.resolve();

  constructor(parts: LspLintParts) {
    this.#parts = parts;
  }

  async open(document: LspDocument): Promise<void> {
    const known = await this.#ensure(document);
    if (known.runs !== undefined && known.state.settings.run !== "manual") await this.#start(known);
  }

  async change(document: LspDocument, edits: readonly Edit[]): Promise<void> {
    const known = await this.#ensure(document);
    known.touched = edits.at(-1)?.span.start ?? known.touched;
    known.isFollowing = true;
    known.linted.follow(edits);
    known.isFollowing = false;
    if (known.runs !== undefined && known.state.settings.run === "onType" && !this.#isAsked) known.linted.schedule();
  }

  /** A document was saved, or its settings may have changed. */
  async save(document: LspDocument): Promise<void> {
    const known = await this.#ensure(document);
    if (known.runs !== undefined && known.state.settings.run === "onSave") await this.#start(known);
  }

  /** Checks a document now, even one that the settings leave out. */
  async check(document: LspDocument): Promise<void> {
    const known = await this.#ensure(document);
    known.runs ??= listRuns(known.state);
    await known.linted.checkThrough();
    this.#parts.askAgain();
  }

  close(document: LspDocument): void {
    document.isClosed = true;
    void this.#documents.get(document)?.then(({ linted }) => linted.dispose());
    this.#documents.delete(document);
    this.#parts.send?.(document, []);
  }

  /** Settings, project files or what is left unmarked changed: checks again. */
  refresh(): Promise<void> {
    this.#refreshed = Promise.all([this.#refreshed, this.#refresh()]).then(() => undefined);
    return this.#refreshed;
  }

  async #refresh(): Promise<void> {
    await Promise.all(
      Array.from(this.#documents.values(), async (each) => {
        const known = await each;
        Object.assign(known, await this.#read(known.document));
        known.linted.refreshMarks();
        if (known.runs !== undefined && known.state.settings.run === "onType" && !this.#isAsked) {
          known.linted.schedule();
        }
      }),
    );
    this.#parts.askAgain();
  }

  /**
   * The marks of a document as it is now, for a client that asks.
   *
   * @returns `undefined` if the document changed meanwhile.
   */
  async pull(document: LspDocument): Promise<Diagnostic[] | undefined> {
    const { version } = document;
    // What is asked for behind a change of settings is answered by the new ones.
    await this.#refreshed;
    const known = await this.#ensure(document);
    if (known.runs !== undefined && known.state.settings.run === "onType") {
      await known.linted.check();
      if (document.version !== version) return undefined;
    }
    return this.#build(known);
  }

  /** The findings that a place touches, that of a word before that of its sentence. */
  async listAt(document: LspDocument, { start }: Span): Promise<readonly DocumentFinding[]> {
    const known = await this.#ensure(document);
    known.touched = start;
    return known.linted.findings
      .filter(({ span }) => span.start <= start && start <= span.end)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  }

  async listAll(document: LspDocument): Promise<readonly DocumentFinding[]> {
    return (await this.#ensure(document)).linted.findings;
  }

  async findState(document: LspDocument): Promise<FolderState> {
    return (await this.#ensure(document)).state;
  }

  /** See `findReason`. */
  async findReason(document: LspDocument, finding: DocumentFinding, signal: AbortSignal): Promise<Reason | undefined> {
    const rule = findRule(finding.rule);
    if (rule?.explain === undefined) return undefined;
    const { threshold, span } = finding;
    return findReason(this.#parts.services, document, { rule, offset: span.start, threshold }, signal);
  }

  /** Name of the model that answered. */
  findModel({ rule }: DocumentFinding): string | undefined {
    const purpose = isOwnId(rule) ? "tone" : findRule(rule)?.needs.model;
    return purpose && this.#parts.services.models.info(purpose)?.name;
  }

  get #isAsked(): boolean {
    return this.#parts.send === undefined;
  }

  /** What a client asks for is checked when it asks. */
  async #start({ document, linted, state }: Linted): Promise<void> {
    if (this.#isAsked && state.settings.run === "onType") return;
    await linted.checkThrough();
    if (!document.isClosed) this.#parts.askAgain();
  }

  #ensure(document: LspDocument): Promise<Linted> {
    const known = this.#documents.get(document) ?? this.#create(document);
    this.#documents.set(document, known);
    return known;
  }

  async #create(document: LspDocument): Promise<Linted> {
    const read = await this.#read(document);
    const linted = new LintedDocument<LspDocument>(document, {
      services: this.#parts.services,
      listRuns: () => known.runs ?? [],
      selectWanted: (_, findings) => {
        const { accepted, project } = known.state.rules;
        const runs = new Map((known.runs ?? []).map((run) => [run.rule.id, run]));
        return findings.filter(({ rule, sentence, word }) =>
          isWanted({ rule, sentence: sentence.text, word }, { runs, accepted, project }),
        );
      },
      visibleSpans: () => [{ start: Math.max(0, known.touched - AROUND), end: known.touched + AROUND }],
      publish: (_, marks) => this.#publish(known, marks),
      fail: (error) => this.#parts.fail(error),
    });
    const known: Linted = {
      document,
      linted,
      ...read,
      marks: { findings: [], unknownRules: [] },
      touched: 0,
      isFollowing: false,
    };
    return known;
  }

  async #read(document: LspDocument): Promise<Pick<Linted, "state" | "runs">> {
    const state = await this.#parts.folders.find(document);
    const languages = state.rules.project?.languages ?? state.settings.languages;
    const isChecked =
      languages.includes(document.languageId) && !isRows(document.uri.path) && !state.rules.ignores(document.address);
    const runs = isChecked ? listRuns(state) : [];
    return { state, runs: runs.length === 0 ? undefined : runs };
  }

  #publish(known: Linted, { findings, unknownRules }: DocumentMarks): void {
    const before = known.marks;
    known.marks = { findings, unknownRules };
    const isSame = before.findings.length === findings.length && before.unknownRules.length === unknownRules.length;
    if (known.document.isClosed || (known.isFollowing && isSame)) return;
    this.#parts.send?.(known.document, this.#build(known));
  }

  #build({ document, marks, state }: Linted): Diagnostic[] {
    const { root } = this.#parts;
    return buildDiagnostics(document, marks, { rules: listRules(state), maxMarks: state.settings.maxMarks, root });
  }
}

function listRuns(state: FolderState): readonly RuleRun[] {
  return listRuleRuns(listRules(state), listSources(state));
}

/** All rules that there are for a document, on or off. */
function listRules(state: FolderState): readonly Rule[] {
  return [...state.rules.rules, ...listLabelRules(listSources(state))];
}

function listSources({ settings, rules }: FolderState): readonly RuleSettings[] {
  return [...(rules.project ? [rules.project.rules] : []), ...settings.rules];
}
