import { keepNearest } from "../../src/editor/pair/selectPair";
import type { OnnxModel } from "../../src/engine/model/onnxModel";
import { scorePair } from "../../src/tasks/pair/scorePair";
import { joinSegments } from "../../src/tasks/sequences/joinSegments";
import { readSegment } from "../../src/tasks/sequences/readSegment";
import { toInput } from "../../src/tasks/sequences/toInput";
import { areaUnderCurve, mean } from "./figures";
import type { PairQuestion } from "./questions";
import { askBoth, type TwoModels } from "./twoModels";

/** Each for [fp32, int8]. */
export interface PairFigures {
  readonly pairs: number;
  /** Next against another document, at P = 0.5. */
  readonly accuracy: readonly [number, number];
  readonly aucOther: readonly [number, number];
  readonly aucSame: readonly [number, number];
  /** Largest difference of P(next). */
  readonly shift: number;
}

/** Tokens of both segments that the recipe reads, of 128 with [CLS] and two [SEP]. */
const ROOM = 125;

/** What a question comes to: log P(next) − log P(not next). */
type Ask = (model: OnnxModel, question: PairQuestion) => Promise<number>;

/** @param ask - By default as `measure_pairs` of models/recipe/evaluate.py. */
export async function measurePairs(
  two: TwoModels,
  questions: readonly PairQuestion[],
  ask: Ask = readLogOdds,
): Promise<PairFigures> {
  const logOdds = { next: [[], []], other: [[], []], same: [[], []] } as Record<
    PairQuestion["kind"],
    [number[], number[]]
  >;
  let shift = 0;
  for (const question of questions) {
    const [a, b] = await askBoth(two, (model) => ask(model, question));
    logOdds[question.kind][0].push(a);
    logOdds[question.kind][1].push(b);
    shift = Math.max(shift, Math.abs(sigmoid(a) - sigmoid(b)));
  }
  const { next, other, same } = logOdds;
  const both = <T>(measure: (index: 0 | 1) => T): readonly [T, T] => [measure(0), measure(1)];
  return {
    pairs: next[0].length + other[0].length,
    accuracy: both((i) =>
      mean([...next[i].map((odds) => Number(odds > 0)), ...other[i].map((odds) => Number(odds <= 0))]),
    ),
    aucOther: both((i) => areaUnderCurve(next[i], other[i])),
    aucSame: both((i) => areaUnderCurve(next[i], same[i])),
    shift,
  };
}

async function readLogOdds(model: OnnxModel, { first, second }: PairQuestion): Promise<number> {
  const read = (text: string) => readSegment(model.tokenizer, text, { specials: "none" });
  const [wholeA, wholeB] = [read(first), read(second)];
  // The recipe's own cut: A keeps its end, B its start.
  const a = wholeA.slice(-Math.max(ROOM - wholeB.length, Math.floor(ROOM / 2)));
  const b = wholeB.slice(0, ROOM - a.length);
  const { nsp = [] } = await model.run({ inputs: [toInput(joinSegments(model.tokenizer, a, b))], nsp: true });
  return nsp[0]![0]! - nsp[0]![1]!;
}

/** Not for `askInContext`: the second is one of those read along, which the editor never offers. */
export function isReadAlong({ second, before }: PairQuestion): boolean {
  return keepNearest(before).includes(second);
}

/** As _Check Next Sentence_ asks: with sentences before the first. */
export async function askInContext(model: OnnxModel, { first, second, before }: PairQuestion): Promise<number> {
  const { isNext } = await scorePair(model, { text: first, pair: second, before: keepNearest(before) });
  return Math.log(isNext / (1 - isNext));
}

function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
