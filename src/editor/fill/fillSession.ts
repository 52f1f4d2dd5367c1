import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { askFills, type Fills } from "../../blanks/askFills";
import { type FillContext, readExcerpt } from "../../blanks/fillContext";
import { toErrorCode } from "../../engine/client/toErrorCode";
import { moveSpan } from "../../text/spans/moveSpan";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";
import { listEdits, type TextChange } from "../listEdits";
import type { Services } from "../services";
import { readFillCount } from "../settings";
import { toRange } from "../toRange";
import { describeContext } from "./buildFillItems";
import { NO_TONES, type ReadTones } from "./createToneReader";
import { FillPreview } from "./fillPreview";
import { pickFill } from "./pickFill";

/** The list of words covers this many lines of the editor. */
const LIST_LINES = 14;

/** Words that are asked for where the list is to begin with those that soften the sentence: few of the likeliest do. */
const TONE_CANDIDATES = 40;

interface FillSessionOptions {
  readonly context: FillContext;
  readonly readTones: ReadTones;
  /** The words are shown all the same. */
  readonly isReadOnly: boolean;
}

/** Fills one set of masks, which are one question: from the list to the edit. The document is not changed before. */
export class FillSession implements vscode.Disposable {
  readonly #services: Services;
  readonly #editor: vscode.TextEditor;
  readonly #context: FillContext;
  readonly #readTones: ReadTones;
  readonly #isReadOnly: boolean;
  readonly #preview: FillPreview;
  readonly #ended = new AbortController();
  readonly #subscriptions: vscode.Disposable[];
  /** Where the masks are in the document now. */
  #places: readonly Span[];
  #span: Span;
  #failure: EditorError | undefined;

  constructor(services: Services, editor: vscode.TextEditor, { context, readTones, isReadOnly }: FillSessionOptions) {
    this.#isReadOnly = isReadOnly;
    this.#services = services;
    this.#editor = editor;
    this.#context = context;
    this.#readTones = readTones;
    this.#places = context.targets.map(({ place }) => place);
    this.#span = context.span;
    this.#preview = new FillPreview(editor);
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === editor.document) this.#follow(event.contentChanges);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === editor.document) this.#ended.abort();
      }),
    ];
  }

  /** @returns Whether every mask has its word; `false` when the list was closed without a choice. */
  async run(): Promise<boolean> {
    this.#revealBelowList();
    const words = await this.#pick();
    if (this.#failure) throw this.#failure;
    if (words === undefined) return false;
    if (!this.#isReadOnly) await this.#replace(words);
    return true;
  }

  dispose(): void {
    this.#ended.abort();
    this.#preview.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Scrolls the mask out from under the list, if the document is long enough to scroll. */
  #revealBelowList(): void {
    const [place] = this.#places;
    const top = this.#editor.visibleRanges[0]?.start.line ?? 0;
    const range = place && toRange(this.#editor.document, place);
    if (range && range.start.line - top < LIST_LINES) {
      this.#editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
    }
  }

  #pick(): Promise<readonly string[] | undefined> {
    const context = this.#context;
    const count = readFillCount();
    const top = this.#readTones === NO_TONES ? count : Math.max(count, TONE_CANDIDATES);
    return pickFill(
      {
        count,
        isReadOnly: this.#isReadOnly,
        total: this.#places.length,
        ask: (signal) => this.#askTimed(() => askFills(this.#services, context, { top, signal })),
        describeRead: ({ context: read }) => describeContext(read, context),
        score: async (target, signal) => {
          try {
            return (await askFills(this.#services, context, { target, signal })).fills[0]?.probability;
          } catch (error) {
            if (toErrorCode(error) === "bad-target") return undefined;
            throw error;
          }
        },
        readTones: this.#readTones,
        preview: (words) => this.#show(words ?? []),
        excerpt: (words) => readExcerpt(context, words),
      },
      this.#ended.signal,
    );
  }

  async #askTimed(ask: () => Promise<Fills>): Promise<Fills> {
    const started = performance.now();
    const fills = await ask();
    const [count, ms] = [fills.fills.length, Math.round(performance.now() - started)];
    const { log } = this.#services;
    log.info(`fill: ${count} fills of ${this.#places.length} masks, ${ms} ms`);
    return fills;
  }

  #show(words: readonly string[]): void {
    const { document } = this.#editor;
    this.#preview.show(
      words.flatMap((word, index) => {
        const place = this.#places[index];
        return place ? [{ range: toRange(document, place), word }] : [];
      }),
    );
  }

  /** Moves the places along with edits elsewhere. An edit inside the context ends the session: its fills are stale. */
  #follow(changes: readonly TextChange[]): void {
    for (const edit of listEdits(changes)) {
      const span = moveSpan(this.#span, edit);
      const places = this.#places.map((place) => moveSpan(place, edit)).filter((place) => place !== undefined);
      if (span === undefined || places.length < this.#places.length) {
        this.#failure = new EditorError("stale", l10n.t("The text changed meanwhile. Run Fill Mask again."));
        this.#ended.abort();
        return;
      }
      this.#span = span;
      this.#places = places;
    }
  }

  async #replace(words: readonly string[]): Promise<void> {
    this.#preview.dispose();
    const { document } = this.#editor;
    const edits = words.flatMap((word, index) => {
      const place = this.#places[index];
      const range = place && toRange(document, place);
      // A word that stays makes no edit, so that the document stays clean.
      return range && document.getText(range) !== word ? [{ range, word }] : [];
    });
    if (edits.length === 0) return;
    const done = await this.#editor.edit((builder) => {
      for (const { range, word } of edits) builder.replace(range, word);
    });
    if (!done) throw new EditorError("no-text", l10n.t("The editor took no edit. Is the document read-only?"));
  }
}
