import type { CandidateKind } from "./candidates/wordCandidates";
import type { Draft } from "./slipDraft";

/** How much the model's opinion of what a rule has found counts at most, in nats. */
const MOST_OPINION = 3;

/**
 * How much the model's word for a candidate of each kind is worth less, in nats. One little word for another is mostly a
 * matter of taste: "your" for "the". A word that differs in a letter is mostly one that the model does not know in this
 * company: "tree shaking" is no sharing. Writers' slips lose nothing by it.
 */
const KIND_NATS: Readonly<Record<CandidateKind, number>> = { listed: 0, little: 6, endings: 0, letters: 3 };
/** A model that was not taught has no better word for what a writer meant than for what is more common. */
const KIND_NATS_BY_MASKS: Readonly<Record<CandidateKind, number>> = { listed: 0, little: 3, endings: 3, letters: 3 };

/** The score of a draft, in nats, after what its rule or its kind of candidate is worth. */
export function weighDraft({ sure, score, candidate }: Draft, isTaught: boolean): number {
  if (sure !== undefined) return sure + Math.max(-MOST_OPINION, Math.min(MOST_OPINION, score));
  return score - (candidate ? (isTaught ? KIND_NATS : KIND_NATS_BY_MASKS)[candidate.kind] : 0);
}
