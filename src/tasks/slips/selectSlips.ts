import type { ModelInfo } from "../model/model";
import type { SlipSentence } from "./cutWords";
import type { Draft } from "./slipDraft";
import type { Slip, SlipRule } from "./slipsRequest";
import { weighDraft } from "./weighDraft";

/** How a score becomes a probability: 1 / (1 + exp(-slope · (score - middle))). */
interface Calibration {
  readonly slope: number;
  /** The score at which as many are slips as are not. */
  readonly middle: number;
}

/** For models whose checkpoint says nothing of it, taught and not. */
const TAUGHT: Readonly<Record<SlipRule, Calibration>> = {
  slip: { slope: 0.8, middle: 4.5 },
  article: { slope: 0.8, middle: 2 },
  double: { slope: 1, middle: 0 },
  missing: { slope: 1, middle: 0.3 },
  extra: { slope: 1, middle: -0.3 },
};
const BY_MASKS: Readonly<Record<SlipRule, Calibration>> = {
  ...TAUGHT,
  slip: { slope: 0.5, middle: 8 },
  article: { slope: 0.6, middle: 2 },
};

/** What is less sure is not worth a word. */
const LEAST_PROBABILITY = 0.1;

/**
 * The surest of what was found, each with how sure it is. Of two that are about the same word, or about neighbours, one
 * explains the other: the less sure one is left out.
 */
export function selectSlips(
  { slipActions, slipCalibration }: ModelInfo,
  drafts: readonly Draft[],
  { text }: SlipSentence,
): Slip[] {
  const isTaught = slipActions !== undefined;
  const weighed = drafts.map((draft) => ({ ...draft, score: weighDraft(draft, isTaught) }));
  const rate = ({ rule, score }: Draft) => {
    const { slope, middle } = slipCalibration?.[rule] ?? (isTaught ? TAUGHT : BY_MASKS)[rule];
    return 1 / (1 + Math.exp(-slope * (score - middle)));
  };
  const kept: Draft[] = [];
  const sure = weighed
    .map((draft) => ({ draft, probability: rate(draft) }))
    .filter(({ probability }) => probability >= LEAST_PROBABILITY)
    .sort((a, b) => b.probability - a.probability || b.draft.score - a.draft.score)
    .filter(({ draft }) => {
      if (kept.some(({ word }) => Math.abs(word - draft.word) <= 1)) return false;
      kept.push(draft);
      return true;
    });
  return sure
    .map(({ draft: { start, end, suggestion, rule, score, candidate }, probability }) => ({
      start,
      end,
      text: text.slice(start, end),
      suggestion,
      rule,
      ...(candidate && { kind: candidate.kind }),
      probability,
      score,
    }))
    .sort((a, b) => a.start - b.start);
}
