import type { Span } from "../../text/spans/span";
import type { ModelOutput } from "../model/model";
import type { SlipSentence } from "./cutWords";
import type { PieceCandidate } from "./slipLexicon";
import type { SlipRule } from "./slipsRequest";

/** What may be a slip, until all readings are in. */
export interface Draft extends Span {
  readonly rule: SlipRule;
  readonly suggestion: string;
  /** In nats, of what has been read so far. */
  readonly score: number;
  /** How sure a rule is by itself, in nats; the model's `score` is then an opinion, and counts within limits. */
  readonly sure?: number;
  /** Which of the sentence's words it is about; for a missing word, the one behind it. */
  readonly word: number;
  /** Another word in this one's place, which is masked and read again. */
  readonly candidate?: PieceCandidate | undefined;
  /** A word that stands twice, which may be meant: the words around it are masked and read again. */
  readonly isDoubtful?: boolean;
}

/** What the first reading of a sentence has found. */
export interface SlipReading {
  readonly sentence: SlipSentence;
  readonly drafts: readonly Draft[];
  /** Words that the model would rather see replaced, of those that were judged. */
  readonly doubted: number;
  readonly judged: number;
}

/** A part of what a model answers. */
export type SlipAnswers = Pick<ModelOutput, "candidates" | "actions">;
