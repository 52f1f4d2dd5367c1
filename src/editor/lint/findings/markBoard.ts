import * as vscode from "vscode";
import { findPreferredFix } from "../../../lint/findPreferredFix";
import type { DocumentFinding } from "../../../lint/open/documentFinding";
import type { DocumentMarks } from "../../../lint/open/lintSurroundings";
import type { Rule } from "../../../lint/rule";
import type { UnknownRule } from "../../../prose/packedSentences";
import { toRange } from "../../toRange";
import { buildMark } from "../buildMark";
import { buildUnknownMark } from "../buildUnknownMark";
import { findAddress } from "../findAddress";
import { limitMarks } from "../limitMarks";
import type { LintPolicy } from "../lintPolicy";
import { describeAbout, type FileMark } from "./fileMark";

/** What is shown of a file. */
export interface MarkedFile {
  readonly uri: vscode.Uri;
  /** In its order. */
  readonly marks: readonly FileMark[];
  /** Findings beyond the most marks of a file. */
  readonly hidden: number;
}

interface Shown extends MarkedFile {
  readonly diagnostics: readonly vscode.Diagnostic[];
}

interface Entry {
  /** From the text in the editor. */
  readonly document?: Shown & { readonly isWhole: boolean };
  /** From the file while it was not open: what was found, and what is shown of that. */
  readonly file?: { readonly found: readonly FileMark[]; readonly shown: Shown };
}

/**
 * What is marked in every file: the one place that gives VS Code marks, and the one that lists read. Of a file that was
 * checked and is then opened, the marks stay until its text in the editor has been checked as a whole.
 */
export class MarkBoard implements vscode.Disposable {
  readonly #policy: LintPolicy;
  readonly #extensionUri: vscode.Uri;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection("cloze");
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  #hasChecked = false;
  /** The change of `hasChecked` was told. */
  #hasTold = false;
  /** Says of which files the marks stay when they are closed, because they will be read again. */
  keepsClosed: (uri: vscode.Uri) => boolean = () => false;
  /** Fires with a file of which something else is shown. */
  readonly onDidChange = this.#changed.event;

  constructor(policy: LintPolicy, extensionUri: vscode.Uri) {
    this.#policy = policy;
    this.#extensionUri = extensionUri;
  }

  /** True once a check has come to its end, whatever it found. */
  get hasChecked(): boolean {
    return this.#hasChecked;
  }

  /** Files with marks, in no order. */
  list(): readonly MarkedFile[] {
    return [...this.#entries.values()].flatMap((entry) => selectShown(entry) ?? []).filter(hasMarks);
  }

  find(uri: vscode.Uri): MarkedFile | undefined {
    const entry = this.#entries.get(uri.toString());
    return entry && selectShown(entry);
  }

  /** @param isWhole - A check of this text has come to its end: from now on, what was found in the file does not count. */
  setDocument(document: vscode.TextDocument, { findings, unknownRules, isWhole }: DocumentMarks): void {
    const inOrder = [...findings].sort((a, b) => a.span.start - b.span.start);
    this.#hasChecked ||= isWhole;
    const shown = { ...this.#showDocument(document, [...unknownRules, ...inOrder]), isWhole };
    this.#change(document.uri, ({ file }) => ({ document: shown, ...(file && !isWhole && { file }) }));
  }

  /** @param staysOpen - It is only that nobody checks it any more. */
  dropDocument({ uri, isDirty }: vscode.TextDocument, staysOpen: boolean): void {
    this.#change(uri, ({ document, ...entry }) => {
      // A look at a file must not take its marks away: they are those of the file until it is read again.
      if (document?.isWhole !== true || staysOpen || isDirty || !this.keepsClosed(uri)) return entry;
      return { file: { found: document.marks, shown: document } };
    });
  }

  /** @param found - In a file that is not open, marks that nobody wants among them: they may have to be shown again. */
  setFile(uri: vscode.Uri, found: readonly FileMark[]): void {
    this.#hasChecked = true;
    this.#change(uri, (entry) => ({ ...entry, file: { found, shown: this.#showFile(uri, found) } }));
  }

  hasFile(uri: vscode.Uri): boolean {
    return this.#entries.get(uri.toString())?.file !== undefined;
  }

  dropFile(uri: vscode.Uri): void {
    this.#change(uri, ({ document }) => ({ ...(document && { document }) }));
  }

  /** Other marks are wanted of what was found in files. */
  refreshFiles(): void {
    for (const [key, { file }] of this.#entries) if (file) this.setFile(vscode.Uri.parse(key), file.found);
  }

  dispose(): void {
    this.#diagnostics.dispose();
    this.#changed.dispose();
  }

  #change(uri: vscode.Uri, change: (entry: Entry) => Entry): void {
    const key = uri.toString();
    const old = this.#entries.get(key) ?? {};
    const entry = change(old);
    if (entry.document ?? entry.file) this.#entries.set(key, entry);
    else this.#entries.delete(key);
    const before = selectShown(old)?.diagnostics ?? [];
    const after = selectShown(entry)?.diagnostics ?? [];
    const isSame = areSame(before, after);
    // Whenever marks are set, VS Code gives up the fixes that are being asked for, Auto Fix too.
    if (!isSame) this.#diagnostics.set(uri, after);
    const isNews = this.#hasChecked && !this.#hasTold;
    this.#hasTold = this.#hasChecked;
    if (!isSame || isNews) this.#changed.fire(uri);
  }

  #showDocument(document: vscode.TextDocument, found: readonly (UnknownRule | DocumentFinding)[]): Shown {
    const most = this.#policy.findMaxMarks(document.uri);
    const rules = this.#policy.listRules(findAddress(document));
    // The reader of comments does not know the rules of files.
    const wanted = found.filter((each) => !("id" in each) || !rules.some(({ id }) => id === each.id));
    const { shown, hidden, note } = limitMarks(wanted, most, ({ span }) => toRange(document, span));
    const pairs = shown.map((each) => this.#placeFinding(document, each, rules));
    return {
      uri: document.uri,
      marks: pairs.map(({ mark }) => mark),
      hidden,
      diagnostics: [...pairs.map(({ diagnostic }) => diagnostic), ...(note ? [note] : [])],
    };
  }

  #placeFinding(document: vscode.TextDocument, each: UnknownRule | DocumentFinding, rules: readonly Rule[]) {
    const range = toRange(document, each.span);
    if ("id" in each) {
      const diagnostic = buildUnknownMark(each, range, rules);
      const { message } = diagnostic;
      return { mark: { rule: "unknown-rule", message, severity: "warning", range } as const, diagnostic };
    }
    const { rule, message, severity, sentence, word, fixes } = each;
    const found = { sentence: sentence.text, word, isFixable: findPreferredFix(fixes) !== undefined };
    const mark: FileMark = { rule, message, severity, range, found };
    return { mark, diagnostic: buildMark(mark, range, this.#extensionUri) };
  }

  #showFile(uri: vscode.Uri, found: readonly FileMark[]): Shown {
    const wanted = this.#policy.selectWanted(uri, found, describeAbout);
    const { shown, hidden, note } = limitMarks(wanted, this.#policy.findMaxMarks(uri), ({ range }) => range);
    const diagnostics = shown.map((mark) => buildMark(mark, mark.range, this.#extensionUri));
    return { uri, marks: shown, hidden, diagnostics: [...diagnostics, ...(note ? [note] : [])] };
  }
}

function selectShown({ document, file }: Entry): Shown | undefined {
  return file ? file.shown : document;
}

function hasMarks({ marks, hidden }: MarkedFile): boolean {
  return marks.length + hidden > 0;
}

function areSame(shown: readonly vscode.Diagnostic[], marks: readonly vscode.Diagnostic[]): boolean {
  return (
    shown.length === marks.length &&
    marks.every(({ range, message, severity }, i) => {
      const other = shown[i];
      return other?.range.isEqual(range) === true && other.message === message && other.severity === severity;
    })
  );
}
