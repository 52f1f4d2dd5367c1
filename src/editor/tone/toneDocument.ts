import type * as vscode from "vscode";
import { scoreSentences, type SentenceScore } from "../../engine/client/scoreSentences";
import { RULES } from "../../lint/rules";
import type { Edit } from "../../text/spans/moveSpan";
import type { Span } from "../../text/spans/span";
import type { SentenceList } from "../../prose/packedSentences";
import { findCode } from "../findCode";
import { formatCount } from "../../wording/formatCount";
import type { Services } from "../services";
import { TimeSlice } from "./timeSlice";
import { moveFindings, type ToneFinding, type ToneResult } from "./toneFinding";

/** What a document's check needs from its surroundings. */
export interface ToneSurroundings {
  readonly services: Pick<Services, "engine" | "models" | "prose" | "activity" | "log">;
  /** As the settings say now. */
  readonly threshold: (document: vscode.TextDocument) => number;
  /** Whether someone has said that a sentence is not to be marked. */
  readonly isAccepted: (sentence: string) => boolean;
  /** Offsets that someone looks at; empty for a document in no visible editor. */
  readonly visibleSpans: (document: vscode.TextDocument) => readonly Span[];
  /** Called whenever findings appear, move or go, with all there are. */
  readonly publish: (document: vscode.TextDocument, findings: readonly ToneFinding[]) => void;
  /** A check that could not go on; never a cancelled one. */
  readonly fail: (error: unknown) => void;
}

/** Of the sentences on which the document does not ask for no marks. */
export interface ToneSummary {
  readonly sentences: number;
  readonly negative: number;
}

/** Typing pauses this long before a check: a sentence costs a few ms, and marks are to follow the hand. */
const DELAY_MS = 75;
/** The pause for a document that takes long to read: checking it at every pause would keep a core busy. */
const MAX_DELAY_MS = 5000;
/** Sentences of the first request: few enough to show results early on any machine. */
const CHUNK = 24;
/** Sentences of a later request, if answers come quickly: the more, the better they share runs. */
const LARGEST_CHUNK = 192;
/** An answer that came sooner than this lets the next request be twice as large. */
const QUICK_MS = 60;
/** Findings of a long check appear this often. */
const PUBLISH_MS = 500;

/** The tone of one open document: checks it after each change, sending only sentences it has not seen. */
export class ToneDocument {
  readonly #document: vscode.TextDocument;
  readonly #surroundings: ToneSurroundings;
  readonly #closed = new AbortController();
  /** Tones of the sentences of the last version read; "failed" for one that ended the engine. */
  #known = new Map<string, ToneResult | "failed">();
  #model: string | undefined;
  #findings: readonly ToneFinding[] = [];
  #running: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #readMs = 0;

  constructor(document: vscode.TextDocument, surroundings: ToneSurroundings) {
    this.#document = document;
    this.#surroundings = surroundings;
  }

  /** Of the document as it is now. */
  get findings(): readonly ToneFinding[] {
    return this.#findings;
  }

  /** Checks the document once typing has paused. */
  schedule(): void {
    clearTimeout(this.#timer);
    const delay = Math.min(MAX_DELAY_MS, Math.max(DELAY_MS, 2 * this.#readMs));
    this.#timer = setTimeout(() => void this.check(), delay);
  }

  /** Moves the findings along with an edit that has just been made. */
  follow(edits: readonly Edit[]): void {
    if (this.#findings.length === 0 || edits.length === 0) return;
    this.#publish(edits.reduce(moveFindings, this.#findings));
  }

  /** Takes away the marks on sentences that have just been accepted. */
  dropAccepted(): void {
    this.#publish(this.#findings);
  }

  /** Checks every sentence of the document as it is now; `undefined` if it changed or was closed meanwhile, or failed. */
  check(): Promise<ToneSummary | undefined> {
    clearTimeout(this.#timer);
    const run = this.#running.then(() => this.#run());
    this.#running = run;
    return run;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#closed.abort();
    this.#publish([]);
  }

  async #run(): Promise<ToneSummary | undefined> {
    const { services, fail } = this.#surroundings;
    const work = services.activity.begin();
    try {
      const started = performance.now();
      const sentences = await services.prose.read(this.#document);
      this.#readMs = performance.now() - started;
      const model = await services.models.resolve("tone");
      const check = new ToneCheck(sentences, this.#surroundings.threshold(this.#document));
      const unknown = await this.#recall(check, model);
      if (this.#isStale(sentences)) return undefined;
      this.#publish(check.findings);
      const isWhole = await this.#ask(check, this.#visibleFirst(sentences, unknown), (done) => {
        if (unknown.length > CHUNK) work.report(`${formatCount(done)} of ${formatCount(unknown.length)} sentences`);
      });
      const ms = Math.round(performance.now() - started);
      services.log.info(
        `tone: ${check.asked} sentences, ${unknown.length} new, ${this.#findings.length} negative, ${ms} ms`,
      );
      return isWhole ? { sentences: check.asked, negative: this.#findings.length } : undefined;
    } catch (error) {
      if (!this.#closed.signal.aborted && findCode(error) !== "cancelled") fail(error);
      return undefined;
    } finally {
      work.end();
    }
  }

  #isStale({ version }: SentenceList): boolean {
    return this.#closed.signal.aborted || this.#document.isClosed || this.#document.version !== version;
  }

  /** Gives the check what is known, forgets sentences that are gone, and returns the indices of the others. */
  async #recall(check: ToneCheck, model: string): Promise<readonly number[]> {
    if (model !== this.#model) this.#known.clear();
    this.#model = model;
    const known = new Map<string, ToneResult | "failed">();
    const unknown: number[] = [];
    const slice = new TimeSlice();
    for (let index = 0; index < check.sentences.count; index++) {
      if (slice.isOver()) await slice.pause();
      if (check.sentences.isMuted(index)) continue;
      check.asked += 1;
      const sentence = check.sentences.at(index);
      const tone = this.#known.get(sentence.text);
      if (tone === undefined) unknown.push(index);
      else {
        known.set(sentence.text, tone);
        check.add(index, tone);
      }
    }
    this.#known = known;
    return unknown;
  }

  /** @param indices - Ascending. */
  #visibleFirst(sentences: SentenceList, indices: readonly number[]): readonly number[] {
    const [span] = this.#surroundings.visibleSpans(this.#document);
    if (span === undefined) return indices;
    // The sentence that the first visible line is in may start above it.
    const from = sentences.findIndex(span.start) ?? sentences.selectFirst(span.start);
    const to = sentences.selectFirst(span.end);
    const [first, end] = [from, to].map((sentence) => {
      const at = indices.findIndex((index) => index >= sentence);
      return at < 0 ? indices.length : at;
    });
    return [...indices.slice(first, end), ...indices.slice(0, first), ...indices.slice(end)];
  }

  /** Asks for the tones of these sentences, in chunks. False when the document changed meanwhile. */
  async #ask(check: ToneCheck, indices: readonly number[], report: (done: number) => void): Promise<boolean> {
    let published = performance.now();
    let size = CHUNK;
    for (let done = 0; done < indices.length;) {
      report(done);
      const chunk = indices.slice(done, done + size);
      const asked = performance.now();
      const results = await this.#request(check, chunk);
      if (performance.now() - asked < QUICK_MS) size = Math.min(2 * size, LARGEST_CHUNK);
      if (results.includes(undefined)) size = CHUNK;
      chunk.forEach((index, i) => {
        const result = results[i] ?? "failed";
        this.#known.set(check.sentences.at(index).text, result);
        check.add(index, result);
      });
      if (this.#isStale(check.sentences)) return false;
      done += chunk.length;
      if (done < indices.length && performance.now() - published < PUBLISH_MS) continue;
      this.#publish(check.findings);
      published = performance.now();
    }
    return true;
  }

  async #request(check: ToneCheck, chunk: readonly number[]): Promise<readonly SentenceScore[]> {
    const { services, visibleSpans } = this.#surroundings;
    const model = this.#model ?? (await services.models.resolve("tone"));
    const sentences = chunk.map((index) => check.sentences.at(index).text);
    const lane = visibleSpans(this.#document).length > 0 ? "visible" : "workspace";
    return scoreSentences(
      services.engine,
      { model, sentences },
      {
        lane,
        signal: this.#closed.signal,
        onDeath: ({ length }, { code }) =>
          services.log.warn(`tone: the engine ended during ${length} sentences (${code})`),
      },
    );
  }

  #publish(findings: readonly ToneFinding[]): void {
    this.#findings = findings.filter(({ sentence }) => !this.#surroundings.isAccepted(sentence.text));
    this.#surroundings.publish(this.#document, this.#findings);
  }
}

/** Findings of one version of a document, growing as tones become known. */
class ToneCheck {
  readonly sentences: SentenceList;
  readonly findings: ToneFinding[] = [];
  /** Sentences whose tone is asked for, or known. */
  asked = 0;
  readonly #threshold: number;

  constructor(sentences: SentenceList, threshold: number) {
    this.sentences = sentences;
    this.#threshold = threshold;
  }

  add(index: number, tone: ToneResult | "failed"): void {
    if (tone === "failed") return;
    const sentence = this.sentences.at(index);
    for (const rule of RULES) {
      for (const finding of rule.listFindings(sentence, tone, { threshold: this.#threshold })) {
        this.findings.push({ ...finding, sentence });
      }
    }
  }
}
