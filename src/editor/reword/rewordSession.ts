import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toneRule } from "../../lint/rules/tone/toneRule";
import { moveSpan } from "../../text/spans/moveSpan";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";
import { listEdits, type TextChange } from "../listEdits";
import type { Services } from "../services";
import { toRange } from "../toRange";
import { type Direction, pickRewrite, type Rewrite } from "./pickRewrite";
import { RewordPreview } from "./rewordPreview";
import { listReplacements, type Replacement, type RewordSource } from "./rewordSource";

/** The list of rewrites covers this many lines of the editor. */
const LIST_LINES = 18;

interface RewordSessionOptions {
  readonly source: RewordSource;
  readonly towards: Direction;
  /** The rewrites are shown all the same. */
  readonly isReadOnly: boolean;
}

/** Rewords one text: from the list to the edit. The document is not changed before. */
export class RewordSession implements vscode.Disposable {
  readonly #services: Services;
  readonly #editor: vscode.TextEditor;
  readonly #options: RewordSessionOptions;
  readonly #preview: RewordPreview;
  readonly #ended = new AbortController();
  readonly #subscriptions: vscode.Disposable[];
  /** How far the text has moved in the document since it was read. */
  #shift = 0;
  #failure: EditorError | undefined;

  constructor(services: Services, editor: vscode.TextEditor, options: RewordSessionOptions) {
    this.#services = services;
    this.#editor = editor;
    this.#options = options;
    this.#preview = new RewordPreview(editor);
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === editor.document) this.#follow(event.contentChanges);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === editor.document) this.#ended.abort();
      }),
    ];
  }

  /** @throws {EditorError} `stale` when the text was edited meanwhile; {EngineError} of the request. */
  async run(): Promise<void> {
    this.#revealBelowList();
    const { source, towards, isReadOnly } = this.#options;
    const rewrite = await pickRewrite(
      {
        text: source.prose.text,
        towards,
        isReadOnly,
        ask: (signal, report) => this.#ask(signal, report),
        preview: (each) => this.#preview.show(this.#place(each)),
      },
      this.#ended.signal,
    );
    if (this.#failure) throw this.#failure;
    if (rewrite !== undefined && !isReadOnly) await this.#write(this.#place(rewrite));
  }

  dispose(): void {
    this.#ended.abort();
    this.#preview.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Scrolls the text out from under the list, if the document is long enough to scroll. */
  #revealBelowList(): void {
    const range = toRange(this.#editor.document, this.#options.source.prose.span);
    const top = this.#editor.visibleRanges[0]?.start.line ?? 0;
    if (range.start.line - top < LIST_LINES) this.#editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
  }

  async #ask(signal: AbortSignal, report: (done: number, total: number) => void) {
    const { engine, models, log } = this.#services;
    const { source, towards } = this.#options;
    const [model, toneModel] = [await models.resolve("text"), await models.resolve("tone")];
    const started = performance.now();
    const params = {
      model,
      toneModel,
      text: source.prose.text,
      towards,
      before: [...source.before],
      keep: [...source.keep],
      again: [...(toneRule.needs.params?.again ?? [])],
    };
    const found = await engine.request("reword", params, { signal, onProgress: report });
    const [count, ms] = [found.rewrites.length, Math.round(performance.now() - started)];
    log.info(`reword: ${count} rewrites, ${ms} ms`);
    return found;
  }

  /** Where the changes of a rewrite stand in the document now. */
  #place(rewrite: Rewrite | undefined): readonly Replacement[] {
    if (rewrite === undefined) return [];
    return listReplacements(this.#options.source, rewrite.edits).map(({ span, text }) => ({
      span: { start: span.start + this.#shift, end: span.end + this.#shift },
      text,
    }));
  }

  /** Moves the text along with edits elsewhere. An edit inside it ends the session: its rewrites are stale. */
  #follow(changes: readonly TextChange[]): void {
    const { span: read } = this.#options.source.prose;
    for (const edit of listEdits(changes)) {
      const now: Span = { start: read.start + this.#shift, end: read.end + this.#shift };
      const moved = moveSpan(now, edit);
      if (moved === undefined) {
        this.#failure = new EditorError("stale", l10n.t("The text changed meanwhile. Run Reword again."));
        this.#ended.abort();
        return;
      }
      this.#shift = moved.start - read.start;
    }
  }

  /** One edit, so that one undo takes it back. */
  async #write(changes: readonly Replacement[]): Promise<void> {
    this.#preview.dispose();
    const { document } = this.#editor;
    const done = await this.#editor.edit((builder) => {
      for (const { span, text } of changes) builder.replace(toRange(document, span), text);
    });
    if (!done) throw new EditorError("no-text", l10n.t("The editor took no edit. Is the document read-only?"));
  }
}
