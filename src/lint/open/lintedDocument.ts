import * as l10n from "@vscode/l10n";
import { setImmediate, setTimeout as pause } from "#platform/turns";
import { isModelLack } from "../../engine/client/isModelLack";
import { scoreSentences, type SentenceScore } from "../../engine/client/scoreSentences";
import { toErrorCode } from "../../engine/client/toErrorCode";
import type { OpenDocument } from "../../prose/openDocument";
import type { SentenceList, UnknownRule } from "../../prose/packedSentences";
import { TimeSlice } from "../../prose/timeSlice";
import { type Edit, moveSpan } from "../../text/spans/moveSpan";
import type { Span } from "../../text/spans/span";
import { formatCount } from "../../wording/numbers/formatCount";
import { groupRules, isSameNeeds, type RuleGroup } from "../groupRules";
import { DocumentCheck } from "./documentCheck";
import { type DocumentFinding, moveFindings } from "./documentFinding";
import type { LintSurroundings } from "./lintSurroundings";
import { nameRules } from "./nameRules";
import { type Asked, resolveAsked } from "./resolveAsked";

export interface LintSummary {
  /** Sentences that no `cloze-disable` comment hides from all rules. */
  readonly sentences: number;
  /** Of each mark, its rule. */
  readonly marks: readonly string[];
}

/** A check waits for this pause in typing. A sentence costs a few ms, so the marks can follow the hand. */
const DELAY_MS = 75;
/** The longest wait, for a document that takes long to read: checking it at every pause would keep a core busy. */
const MAX_DELAY_MS = 5000;
/** Sentences of the first request: few enough to show results early on any machine. */
const CHUNK = 24;
/** Most sentences of a later request, if answers come quickly: the more there are, the better they share runs. */
const LARGEST_CHUNK = 192;
/** An answer that comes sooner doubles the next request. */
const QUICK_MS = 60;
/** Kinds of answers that are remembered: a rule that comes from a file asks something else whenever its file changes. */
const MOST_KNOWN = 8;
/** A long check publishes its findings this often. */
const PUBLISH_MS = 500;

/** The answers to one request about the sentences of the version that was read last. */
interface Known {
  readonly needs: RuleGroup["needs"];
  readonly asked: Asked;
  /** By the key that the check gives the sentence; "failed" for one that ended the engine. */
  readonly scores: Map<string, NonNullable<SentenceScore> | "failed">;
}

/** Rules, and the sentences that the engine must still be asked about for them. */
interface Question {
  readonly group: RuleGroup;
  readonly known: Known;
  readonly unknown: ReadonlySet<number>;
}

/** Checks one open document after each change, asking only about sentences that are new. */
export class LintedDocument<D extends OpenDocument = OpenDocument> {
  readonly #document: D;
  readonly #surroundings: LintSurroundings<D>;
  readonly #closed = new AbortController();
  #known: readonly Known[] = [];
  /** All that was found, what nobody wants marked among it: that may have to be shown again. */
  #found: readonly DocumentFinding[] = [];
  #findings: readonly DocumentFinding[] = [];
  #isWhole = false;
  #unknownRules: readonly UnknownRule[] = [];
  #running: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #readMs = 0;

  constructor(document: D, surroundings: LintSurroundings<D>) {
    this.#document = document;
    this.#surroundings = surroundings;
  }

  /** The findings, in the document as it is now. */
  get findings(): readonly DocumentFinding[] {
    return this.#findings;
  }

  /** Checks the document once typing has paused. */
  schedule(): void {
    clearTimeout(this.#timer);
    const delay = Math.min(MAX_DELAY_MS, Math.max(DELAY_MS, 2 * this.#readMs));
    this.#timer = setTimeout(() => void this.check(), delay);
  }

  /**
   * Checks the document, and again for as long as it is edited meanwhile: what is not checked as one types would have no
   * other turn.
   */
  async checkThrough(): Promise<LintSummary | undefined> {
    for (;;) {
      const { version } = this.#document;
      const summary = await this.check();
      const isOver = summary !== undefined || this.#closed.signal.aborted || this.#document.isClosed;
      if (isOver || this.#document.version === version) return summary;
      await pause(DELAY_MS);
    }
  }

  /** Moves the findings along with edits that have just been made. */
  follow(edits: readonly Edit[]): void {
    if (this.#found.length + this.#unknownRules.length === 0 || edits.length === 0) return;
    this.#unknownRules = this.#unknownRules.flatMap((unknown) => {
      const span = edits.reduce<Span | undefined>((moved, edit) => moved && moveSpan(moved, edit), unknown.span);
      return span === undefined ? [] : [{ ...unknown, span }];
    });
    this.#publish(edits.reduce(moveFindings, this.#found));
  }

  /** Other marks are wanted: takes some away, or shows them again. */
  refreshMarks(): void {
    this.#publish(this.#found);
  }

  /**
   * Checks every sentence of the document as it is now.
   *
   * @param part - Only the sentences that touch these places; the marks on others stay.
   * @returns `undefined` if the document changed or was closed meanwhile, or the check failed.
   */
  check(part?: readonly Span[]): Promise<LintSummary | undefined> {
    clearTimeout(this.#timer);
    const run = this.#running.then(() => this.#run(part));
    this.#running = run;
    return run;
  }

  /** Ends what is running; nothing is published any more. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#closed.abort();
  }

  async #run(part: readonly Span[] | undefined): Promise<LintSummary | undefined> {
    const { services, fail, listRuns } = this.#surroundings;
    const work = services.activity.begin();
    try {
      const started = performance.now();
      const sentences = await services.prose.read(this.#document);
      this.#readMs = performance.now() - started;
      if (this.#isStale(sentences)) return undefined;
      const runs = listRuns(this.#document);
      const check = new DocumentCheck(sentences, { runs, text: this.#document.getText(), part });
      const questions: Question[] = [];
      for (const group of groupRules(runs.map(({ rule }) => rule))) questions.push(await this.#recall(check, group));
      if (this.#isStale(sentences)) return undefined;
      this.#unknownRules = sentences.unknownRules;
      if (!(await this.#show(check))) return undefined;
      const asked = check.indices.filter((index) => questions.some(({ unknown }) => unknown.has(index)));
      const total = asked.length;
      const isWhole = await this.#askAll(check, { questions, asked }, (done) => {
        if (total > CHUNK) work.report(l10n.t("{0} of {1} sentences", formatCount(done), formatCount(total)));
      });
      const ms = Math.round(performance.now() - started);
      services.log.info(
        `lint: ${check.indices.length} sentences, ${total} new, ${this.#findings.length} marks, ${ms} ms`,
      );
      if (!isWhole) return undefined;
      if (check.lack !== undefined) fail(check.lack);
      if (part === undefined && !this.#isWhole) {
        this.#isWhole = true;
        this.#publish(this.#found);
      }
      const marks = this.#findings.filter(({ sentence }) => check.covers(sentence.span));
      return { sentences: check.indices.length, marks: marks.map(({ rule }) => rule) };
    } catch (error) {
      if (!this.#closed.signal.aborted && toErrorCode(error) !== "cancelled") fail(error);
      return undefined;
    } finally {
      work.end();
    }
  }

  #isStale({ version }: SentenceList): boolean {
    return this.#closed.signal.aborted || this.#document.isClosed || this.#document.version !== version;
  }

  /** Gives the check what is known, and forgets sentences that are gone. */
  async #recall(check: DocumentCheck, group: RuleGroup): Promise<Question> {
    const asked = await resolveAsked(this.#surroundings.services.models, group.needs);
    const { needs } = group;
    const before = this.#known.find((each) => isSameNeeds(each.needs, needs));
    const isSame = before?.asked.key === asked.key;
    // A check of a part must not forget the answers about the rest.
    const kept = check.part !== undefined && isSame ? before.scores : [];
    const known: Known = { needs, asked, scores: new Map(kept) };
    const unknown = new Set<number>();
    const slice = new TimeSlice();
    for (const index of check.indices) {
      if (slice.isOver()) await slice.pause();
      const key = check.keyAt(group, index);
      const score = isSame ? before.scores.get(key) : undefined;
      if (score === undefined) unknown.add(index);
      else {
        known.scores.set(key, score);
        check.add(group, index, score);
      }
    }
    this.#known = [...this.#known.filter((each) => each !== before), known].slice(-MOST_KNOWN);
    return { group, known, unknown };
  }

  /**
   * Asks about the unknown sentences, in chunks: all questions about one chunk before the next.
   *
   * @param asked - The sentences of which a question does not know the answer, ascending.
   * @param report - Called with the number of sentences whose answers are known.
   * @returns False when the document changed meanwhile.
   * @throws what a question failed with; if its model cannot answer it, after the other questions.
   */
  async #askAll(
    check: DocumentCheck,
    { questions, asked }: { readonly questions: readonly Question[]; readonly asked: readonly number[] },
    report: (done: number) => void,
  ): Promise<boolean> {
    const indices = check.listVisibleFirst(asked, this.#surroundings.visibleSpans(this.#document)[0]);
    const failures = new Map<Question, unknown>();
    const slice = new TimeSlice();
    let published = performance.now();
    let size = CHUNK;
    for (let done = 0; done < indices.length;) {
      report(done);
      const chunk = indices.slice(done, done + size);
      done += chunk.length;
      for (const question of questions) {
        const part = chunk.filter((index) => question.unknown.has(index));
        if (part.length === 0 || failures.has(question)) continue;
        const started = performance.now();
        const scores = await this.#request(check, question, part).catch((error: unknown) => {
          if (!isModelLack(error)) throw error;
          failures.set(question, nameRules(question.group.rules, error));
        });
        if (scores === undefined) continue;
        if (performance.now() - started < QUICK_MS) size = Math.min(2 * size, LARGEST_CHUNK);
        if (scores.includes(undefined)) size = CHUNK;
        await slice.pause();
        for (const [i, index] of part.entries()) {
          if (slice.isOver()) await slice.pause();
          const score = scores[i] ?? "failed";
          question.known.scores.set(check.keyAt(question.group, index), score);
          check.add(question.group, index, score);
        }
        await slice.pause();
        if (this.#isStale(check.sentences)) return false;
      }
      if (done < indices.length && performance.now() - published < PUBLISH_MS) continue;
      if (!(await this.#show(check))) return false;
      published = performance.now();
    }
    for (const error of failures.values()) throw error;
    return true;
  }

  #request(
    check: DocumentCheck,
    { group, known: { asked } }: Question,
    chunk: readonly number[],
  ): Promise<readonly SentenceScore[]> {
    const { services, visibleSpans } = this.#surroundings;
    const question = check.buildQuestion(group, chunk);
    return scoreSentences(
      services.engine,
      { ...question, ...asked.question },
      {
        lane: visibleSpans(this.#document).length > 0 ? "visible" : "workspace",
        signal: this.#closed.signal,
        onDeath: ({ length }, { code }) =>
          services.log.warn(`${question.request}: the engine ended during ${length} sentences (${code})`),
      },
    );
  }

  /**
   * Publishes what the check has found so far. Building a thousand marks takes as long as a turn of the event loop may,
   * so it has one for itself.
   *
   * @returns False when the document changed meanwhile.
   */
  async #show(check: DocumentCheck): Promise<boolean> {
    await setImmediate();
    if (this.#isStale(check.sentences)) return false;
    const others = check.part ? this.#found.filter(({ sentence }) => !check.covers(sentence.span)) : [];
    this.#publish([...others, ...check.findings]);
    await setImmediate();
    return !this.#isStale(check.sentences);
  }

  #publish(found: readonly DocumentFinding[]): void {
    const { selectWanted, publish } = this.#surroundings;
    this.#found = found;
    this.#findings = selectWanted(this.#document, found);
    publish(this.#document, {
      findings: this.#findings,
      unknownRules: this.#unknownRules,
      isWhole: this.#isWhole,
    });
  }
}
