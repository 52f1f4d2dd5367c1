import { runTone } from "../tasks/tone/runTone";
import { findAccuracy, findCalibrationError, findLargest, findMacroF1, type Judged, mean } from "./figures";
import { findShift } from "./measureFills";
import type { ToneQuestion } from "./questions";
import { askBoth, type TwoModels } from "./twoModels";

export const TONES = ["negative", "neutral", "positive"] as const;
const NEGATIVE = 0;
const NEUTRAL = 1;
const POSITIVE = 2;

export interface ToneFigures {
  readonly rows: number;
  readonly accuracy: number;
  readonly macroF1: number;
  /** The nearer pole against the label; only of a set without neutral rows. */
  readonly poleAccuracy: number | undefined;
  /** Of neutral rows, those called something else; only of a set with neutral rows. */
  readonly falseAlarms: number | undefined;
  /** Of negative rows, and of all others, those that are marked: negative is likeliest and at least the threshold. */
  readonly marked: readonly [negative: number, others: number];
  /** Of the rows that the temperature was not fitted on, in a set with neutral rows. */
  readonly calibrationError: number | undefined;
}

/** A classifier's answer to each question, as probabilities of {@link TONES}. */
export type ToneAnswers = readonly (readonly number[])[];

/**
 * Figures by set, as `measure_tone` of models/recipe/evaluate.py.
 *
 * @param threshold - Least P(negative) of a mark, 0..1.
 */
export function judgeTone(
  questions: readonly ToneQuestion[],
  answers: ToneAnswers,
  threshold: number,
): ReadonlyMap<string, ToneFigures> {
  const sets = [...new Set(questions.map(({ set }) => set))];
  return new Map(
    sets.map((set) => {
      const rows = questions.flatMap((question, i) =>
        question.set === set
          ? [{ label: TONES.indexOf(question.label), probabilities: answers[i]!, isUnseen: !question.calibration }]
          : [],
      );
      const neutral = rows.filter(({ label }) => label === NEUTRAL);
      const hasNeutral = neutral.length > 0;
      const isMarked = ({ probabilities }: Judged) =>
        findLargest(probabilities) === NEGATIVE && probabilities[NEGATIVE]! >= threshold;
      const shareMarked = (some: readonly Judged[]) => mean(some.map((row) => Number(isMarked(row))));
      return [
        set,
        {
          rows: rows.length,
          accuracy: findAccuracy(rows),
          macroF1: findMacroF1(rows),
          poleAccuracy: hasNeutral
            ? undefined
            : mean(rows.map(({ label, probabilities }) => Number(findPole(probabilities) === label))),
          marked: [
            shareMarked(rows.filter(({ label }) => label === NEGATIVE)),
            shareMarked(rows.filter(({ label }) => label !== NEGATIVE)),
          ],
          falseAlarms: hasNeutral ? 1 - findAccuracy(neutral) : undefined,
          calibrationError: hasNeutral ? findCalibrationError(rows.filter(({ isUnseen }) => isUnseen)) : undefined,
        },
      ];
    }),
  );
}

/** Over all sets with neutral rows. */
export function judgeCalibration(questions: readonly ToneQuestion[], answers: ToneAnswers): number {
  const withNeutral = new Set(questions.filter(({ label }) => label === "neutral").map(({ set }) => set));
  const rows = questions.flatMap(({ set, label, calibration }, i): Judged[] =>
    withNeutral.has(set) && !calibration ? [{ label: TONES.indexOf(label), probabilities: answers[i]! }] : [],
  );
  return findCalibrationError(rows);
}

function findPole(probabilities: readonly number[]): number {
  return probabilities[POSITIVE]! > probabilities[NEGATIVE]! ? POSITIVE : NEGATIVE;
}

export interface BothTones {
  readonly answers: readonly [ToneAnswers, ToneAnswers];
  readonly agreement: number;
  readonly shift: number;
}

/** The product's own answers: tokenizer, windows, temperature. */
export async function askTone(two: TwoModels, questions: readonly ToneQuestion[]): Promise<BothTones> {
  const answers: [number[][], number[][]] = [[], []];
  let shift = 0;
  for (const { text } of questions) {
    const [a, b] = await askBoth(two, async (model) => {
      const { scores } = await runTone(model, text);
      return TONES.map((tone) => scores[tone]);
    });
    answers[0].push(a);
    answers[1].push(b);
    shift = Math.max(shift, findShift(a, b));
  }
  const agreement = mean(answers[0].map((row, i) => Number(findLargest(row) === findLargest(answers[1][i]!))));
  return { answers, agreement, shift };
}
