import type { SlipSources } from "../../../tasks/slips/readLexicon";
import type { FoundSlips } from "../../../tasks/slips/slipsRequest";
import type { ToneReading } from "../../../tasks/tone/toneReading";
import { KeptMaps } from "../../model/keptMaps";
import type { LoadedModel } from "../../model/loadedModel";
import type { AnsweredModel, KnownAnswers } from "../answeredModel";

/** Sentences whose answers are held: a long book has as many. */
const MOST = 20_000;

/** A loaded model and what it has answered since: nothing of it outlives the engine, and nothing is written anywhere. */
export class HeldAnswers implements AnsweredModel {
  readonly model: LoadedModel;
  readonly sources: SlipSources;
  readonly tones: KnownAnswers<ToneReading> = new LastAnswers<ToneReading>();
  readonly slips: KnownAnswers<FoundSlips> = new LastAnswers<FoundSlips>();
  readonly maps = new KeptMaps();

  constructor(model: LoadedModel, sources: SlipSources) {
    this.model = model;
    this.sources = sources;
  }

  async answerOnce(): Promise<void> {
    await this.model.answerOnce?.();
  }

  isStale(): boolean {
    return this.model.isStale?.() === true;
  }

  async dispose(): Promise<void> {
    await this.model.dispose();
  }
}

/** The answers that were used last. */
class LastAnswers<T extends object> implements KnownAnswers<T> {
  /** The least recently used first. */
  readonly #answers = new Map<string, T>();

  open(): Promise<void> {
    return Promise.resolve();
  }

  find(asked: string): T | undefined {
    const answer = this.#answers.get(asked);
    if (answer !== undefined) this.add(asked, answer);
    return answer;
  }

  add(asked: string, answer: T): void {
    this.#answers.delete(asked);
    this.#answers.set(asked, answer);
    const [oldest] = this.#answers.keys();
    if (oldest !== undefined && this.#answers.size > MOST) this.#answers.delete(oldest);
  }
}
