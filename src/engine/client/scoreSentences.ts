import * as l10n from "@vscode/l10n";
import { EngineError, isEngineDeath } from "../protocol/engineError";
import type { Requests } from "../protocol/requests";
import type { SentenceAnswer, SentenceRequest } from "../protocol/sentenceRequests";
import type { EngineClient, RequestOptions } from "./engineClient";

/** The answer about one sentence; `undefined` for a sentence that ends the engine. */
export type SentenceScore = SentenceAnswer<SentenceRequest> | undefined;

export interface SentenceQuestion {
  readonly request: SentenceRequest;
  /** Absolute path of the checkpoint folder. */
  readonly model: string;
  readonly sentences: readonly string[];
  /** By the text of the sentence, for a request that takes it: what stands in the document where it has a placeholder. */
  readonly hidden?: ReadonlyMap<string, readonly { readonly start: number; readonly text: string }[]> | undefined;
  /** What the request is asked besides: `tone` and `labels` nothing. */
  readonly params?: Besides<Exclude<SentenceRequest, "tone" | "labels">> | undefined;
}

type Besides<K extends SentenceRequest> = K extends unknown
  ? Omit<Requests[K]["params"], "model" | "sentences">
  : never;

export interface ScoreOptions extends Omit<RequestOptions, "isTrial"> {
  /** Called each time the engine ends, with the sentences it was asked for: log their number, never the text. */
  readonly onDeath?: (sentences: readonly string[], error: EngineError) => void;
}

/** Sentences lost in a row, with no answer in between, after which the next death shows that the engine is broken. */
const MOST_LOST = { beforeAnswer: 2, afterAnswer: 4 };

/**
 * Asks the engine about many sentences and gives one score for each, in order. When the engine dies of the batch, the
 * batch is halved until the sentence is found: its score is `undefined`, and all other sentences are scored.
 *
 * To find that sentence the engine may end ⌈log₂(batch)⌉ + 1 times, and as often for each further one, without a count
 * toward the limit of restarts. A batch of one needs no search: its death counts.
 *
 * @throws {EngineError} what the client rejects with, unless it is a death; `unavailable` when the engine ends at
 *   whatever it is asked.
 */
export async function scoreSentences(
  engine: Pick<EngineClient, "request">,
  question: SentenceQuestion,
  options: ScoreOptions = {},
): Promise<readonly SentenceScore[]> {
  const search = new Search(engine, question, options);
  await search.score(question.sentences);
  return question.sentences.map((sentence) => search.scores.get(sentence));
}

class Search {
  readonly scores = new Map<string, SentenceScore>();
  readonly #engine: Pick<EngineClient, "request">;
  readonly #question: SentenceQuestion;
  readonly #options: ScoreOptions;
  /** Different texts. */
  readonly #count: number;
  /** Deaths that do not count, for each lost sentence. */
  readonly #allowance: number;
  #allowed: number;
  #lostInRow = 0;
  #isAnswered = false;

  constructor(engine: Pick<EngineClient, "request">, question: SentenceQuestion, options: ScoreOptions) {
    this.#engine = engine;
    this.#question = question;
    this.#options = options;
    this.#count = new Set(question.sentences).size;
    this.#allowance = this.#count > 1 ? Math.ceil(Math.log2(this.#count)) + 1 : 0;
    this.#allowed = this.#allowance;
  }

  async score(part: readonly string[]): Promise<void> {
    if (part.length === 0) return;
    try {
      const answers = await this.#ask(part);
      part.forEach((sentence, i) => this.scores.set(sentence, answers[i]));
      this.#isAnswered = true;
      this.#lostInRow = 0;
      return;
    } catch (error) {
      if (!isEngineDeath(error)) throw error;
      this.#options.onDeath?.(part, error);
      if (this.#isBroken()) {
        throw new EngineError("unavailable", l10n.t("the engine ends at whatever it is asked: {0}", error.message), {
          cause: error,
        });
      }
    }
    this.#allowed -= 1;
    // Each text once: a document may repeat the sentence that ends the engine.
    const texts = [...new Set(part)];
    if (texts.length > 1) {
      const middle = Math.ceil(texts.length / 2);
      await this.score(texts.slice(0, middle));
      await this.score(texts.slice(middle));
    } else {
      for (const text of texts) this.scores.set(text, undefined);
      this.#lostInRow += 1;
      this.#allowed = this.#allowance;
    }
  }

  #isBroken(): boolean {
    return this.#lostInRow >= (this.#isAnswered ? MOST_LOST.afterAnswer : MOST_LOST.beforeAnswer);
  }

  #ask(part: readonly string[]): Promise<readonly SentenceAnswer<SentenceRequest>[]> {
    const { lane, signal, onProgress } = this.#options;
    const { request, model, sentences, hidden, params } = this.#question;
    const settled = sentences.filter((sentence) => this.scores.has(sentence)).length;
    const report = (done: number) => onProgress?.(settled + done, sentences.length);
    return this.#engine.request(
      request,
      { ...params, model, sentences: part, ...(hidden && { hidden: part.map((text) => hidden.get(text) ?? []) }) },
      {
        isTrial: this.#isTrial(part),
        ...(lane && { lane }),
        ...(signal && { signal }),
        ...(onProgress && { onProgress: report }),
      },
    );
  }

  /**
   * A death that leaves nothing to show that the engine works at all must count: otherwise an engine that ends at
   * everything would be started without limit.
   */
  #isTrial(part: readonly string[]): boolean {
    const isFirst = this.scores.size === 0;
    const isLast = this.scores.size + part.length === this.#count;
    const isHopeful = this.#isAnswered || isFirst || !isLast;
    return this.#allowed > 0 && !this.#isBroken() && isHopeful;
  }
}
