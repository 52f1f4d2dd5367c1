import * as l10n from "@vscode/l10n";
import type { EngineClient } from "../../engine/client/engineClient";
import type { Requests } from "../../engine/protocol/protocol";
import type { HeadChoice, PanelInput, PanelToken, ToPage } from "../../webview/messages";
import type { FromPage } from "../../webview/messages/fromPage";
import type { ModelInfo } from "../services";
import type { PanelText } from "./panelText";
import { PANEL_QUESTIONS, type PanelQuestion, type QuestionKind } from "./questions/panelQuestions";
import type { Shown } from "./questions/shown";
import { writePanelText } from "./writePanelText";

type AttentionResult = Requests["attention"]["result"];

export interface AttentionSessionOptions {
  readonly engine: Pick<EngineClient, "request">;
  /** The folder of the model to ask. */
  readonly resolveModel: () => Promise<string>;
  readonly post: (message: ToPage) => void;
  /** Other sentences of the document that the text stands in, with which a pair is compared. Default: none. */
  readonly listAround?: () => Promise<readonly string[]>;
  /** Default: none. */
  readonly findNext?: Shown["findNext"];
  /** What the text is compared with. */
  readonly readOther: Shown["readOther"];
  /** Called with what failed, once the page has been told. Not called for a request that a newer one replaced. */
  readonly onFailure: (work: Work, error: unknown) => void;
}

type Question = Extract<FromPage, { readonly kind: QuestionKind }>;
/** What is asked about a text, of which the latest of a kind is answered; or the text itself. */
type Work = Question["kind"] | "text";

/**
 * The host's side of the panel, without the editor: it answers the page, asks the engine, and drops every answer whose
 * question is no longer the latest of its kind.
 */
export class AttentionSession {
  readonly #options: AttentionSessionOptions;
  readonly #latest = new Map<Work, AbortController>();
  #isListening = false;
  #isGone = false;
  #busy = 0;
  #source: PanelText | undefined;
  #shown: Shown | undefined;
  /** The heads that the page chose. */
  #choice: readonly HeadChoice[] = [];

  constructor(options: AttentionSessionOptions) {
    this.#options = options;
  }

  /** Shows another text as soon as the page listens. */
  show(source: PanelText): void {
    this.#source = source;
    this.#isGone = false;
    this.reload();
  }

  /** Reads the same text again, because another model may answer. */
  reload(): void {
    this.#shown = undefined;
    if (this.#isListening && this.#source)
      void this.#work("text", l10n.t("Cloze could not read the text"), (signal) => this.#read(signal));
  }

  /** Tells the page that the same text has moved in its document. */
  move(place: string): void {
    if (this.#source) this.#source = { ...this.#source, place };
    if (this.#shown) this.#shown = { ...this.#shown, input: { ...this.#shown.input, place } };
    if (this.#isListening) this.#options.post({ kind: "place", place });
  }

  /** Tells the page whether the text has been deleted from its document. The page goes on showing it. */
  setGone(isGone: boolean): void {
    if (isGone === this.#isGone) return;
    this.#isGone = isGone;
    if (this.#isListening) this.#options.post({ kind: "gone", isGone });
  }

  /** Whether there is a text to show. */
  get hasText(): boolean {
    return this.#source !== undefined;
  }

  /** A token of the text that the page shows. */
  findToken(position: number): PanelToken | undefined {
    return this.tokens[position];
  }

  /** The tokens that the page shows; none before the first answer. */
  get tokens(): readonly PanelToken[] {
    return this.#shown?.input.tokens ?? [];
  }

  /** What the page shows, once it is read. */
  get shown(): Shown | undefined {
    return this.#shown;
  }

  receive(message: Question | Extract<FromPage, { readonly kind: "ready" }>): void {
    if (message.kind === "ready") {
      this.#isListening = true;
      if (this.#busy > 0) this.#options.post({ kind: "busy", busy: true });
      if (this.#shown) this.#postShown(this.#shown);
      else this.reload();
      return;
    }
    if (message.kind === "attention") this.#choice = message.heads;
    const { what } = PANEL_QUESTIONS[message.kind];
    void this.#work(message.kind, what, (signal) => this.#answer(message, signal));
  }

  /** Aborts what is pending; nothing is posted any more. */
  dispose(): void {
    this.#isListening = false;
    this.#source = undefined;
    this.#shown = undefined;
    for (const controller of this.#latest.values()) controller.abort();
    this.#latest.clear();
  }

  async #work(work: Work, what: string, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { post, onFailure } = this.#options;
    const controller = new AbortController();
    // A new text makes every question about the old one pointless.
    for (const [key, latest] of this.#latest) if (work === "text" || work === key) latest.abort();
    this.#latest.set(work, controller);
    if (++this.#busy === 1) post({ kind: "busy", busy: true });
    try {
      await run(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) {
        post({
          kind: "failed",
          message: `${what}: ${error instanceof Error ? error.message : l10n.t("unknown failure")}`,
        });
        onFailure(work, error);
      }
    } finally {
      if (--this.#busy === 0 && this.#isListening) post({ kind: "busy", busy: false });
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { engine } = this.#options;
    const model = await this.#options.resolveModel();
    signal.throwIfAborted();
    const info = await engine.request("load", { model }, { signal });
    signal.throwIfAborted();
    if (!this.#source) return;
    // Kept, because the page goes on to ask about other heads of this text.
    const params = { model, ...writePanelText(this.#source), heads: this.#selectChoice(info), keep: true };
    const first = await engine.request("attention", params, { signal });
    signal.throwIfAborted();
    // Still the same text, or the signal would be aborted; but its place may have moved.
    const source = this.#source;
    const { listAround = () => Promise.resolve([]), readOther } = this.#options;
    const { findNext = () => Promise.resolve(undefined) } = this.#options;
    const input = toInput(source, info, first);
    const shown = { model, info, source, first, input, listAround, findNext, readOther };
    this.#shown = shown;
    this.#postShown(shown);
  }

  #postShown({ input }: Shown): void {
    const { post } = this.#options;
    post({ kind: "show", input });
    if (this.#isGone) post({ kind: "gone", isGone: true });
  }

  /** The heads that the page chose, or the first of the last layer if this model has none of them. */
  #selectChoice({ layers, heads }: ModelInfo): { readonly layer: number; readonly head: number }[] {
    const chosen = this.#choice.filter(({ layer, head }) => layer < layers && head < heads);
    return chosen.length === 0 ? [{ layer: layers - 1, head: 0 }] : chosen.map((choice) => ({ ...choice }));
  }

  async #answer(message: Question, signal: AbortSignal): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    const { ask } = PANEL_QUESTIONS[message.kind] as PanelQuestion<Question>;
    const answer = await ask(message, shown, (method, params) =>
      this.#options.engine.request(method, params, { signal }),
    );
    signal.throwIfAborted();
    if (answer) this.#options.post(answer);
  }
}

function toInput(source: PanelText, info: ModelInfo, result: AttentionResult): PanelInput {
  const { name, layers, heads, maxTokens, has, continuingPrefix, pairQuestion } = info;
  const notice = describeRead(source, maxTokens, result);
  return {
    ...source,
    tokens: result.tokens.map(({ text, id, kind, span, segment, position }) => ({
      text: continuingPrefix === "" ? readPiece(source, { text, kind, span, segment }) : text,
      id,
      kind,
      prefix: kind === "continuation" && text.startsWith(continuingPrefix) ? continuingPrefix : "",
      ...span,
      segment,
      position,
    })),
    model: { name, layers, heads, maxTokens, hasMlm: has.mlm, ...(pairQuestion && { pairQuestion }) },
    precision: result.precision,
    ...(result.isNext !== undefined && { isNext: result.isNext }),
    ...(notice !== undefined && { notice }),
  };
}

/**
 * What a piece stands for, where pieces spell bytes and spaces in a way that nobody reads: "ĠcafÃ©" is "café". Of a
 * character in several pieces each shows it whole.
 */
function readPiece(
  { text, pair = "" }: PanelText,
  token: Pick<AttentionResult["tokens"][number], "text" | "kind" | "span" | "segment">,
): string {
  if (token.kind !== "word" && token.kind !== "continuation") return token.text;
  const written = (token.segment === 0 ? text : pair).slice(token.span.start, token.span.end);
  return written === "" ? token.text : written;
}

function describeRead({ text, pair }: PanelText, maxTokens: number, { read }: AttentionResult): string | undefined {
  if (!read) return undefined;
  const { start, end } = read.span;
  if (!read.pair || pair === undefined) {
    return l10n.t(
      "The model reads at most {0} tokens. It read characters {1} to {2} of {3}.",
      maxTokens,
      start,
      end,
      text.length,
    );
  }
  return l10n.t(
    "The model reads at most {0} tokens. It read characters {1} to {2} of {3}, and characters {4} to {5} of {6} of the second text.",
    maxTokens,
    start,
    end,
    text.length,
    read.pair.start,
    read.pair.end,
    pair.length,
  );
}
