import type { SlipSources } from "../../tasks/slips/readLexicon";
import type { FoundSlips } from "../../tasks/slips/slipsRequest";
import type { ToneReading } from "../../tasks/tone/toneReading";
import type { KeptMaps } from "../model/keptMaps";
import type { LoadedModel } from "../model/loadedModel";

/** Answers that are known, by what was asked. */
export interface KnownAnswers<T> {
  /** Call it before `find` and `add`. */
  open(): Promise<void>;
  find(asked: string): T | undefined;
  add(asked: string, answer: T): void;
}

/** A loaded model and what it has answered about sentences. */
export interface AnsweredModel {
  readonly model: LoadedModel;
  /** What slips depend on besides the model. */
  readonly sources: SlipSources;
  readonly tones: KnownAnswers<ToneReading>;
  /** By `nameSentence` of what was asked. */
  readonly slips: KnownAnswers<FoundSlips>;
  /** Of the text that is looked at. */
  readonly maps: KeptMaps;
  answerOnce(): Promise<void>;
  isStale(): boolean;
  dispose(): Promise<void>;
}
