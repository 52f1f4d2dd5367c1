import type { OnnxModel } from "../../src/engine/model/onnxModel";
import { selectTop } from "../../src/tasks/model/selectTop";
import { softmax } from "../../src/tasks/model/softmax";
import { mean } from "./figures";
import type { FillQuestion } from "./questions";
import { askBoth, type TwoModels } from "./twoModels";

/** Shares of 1, each for [fp32, int8]. */
export interface FillFigures {
  readonly words: number;
  readonly top1: readonly [number, number];
  readonly top5: readonly [number, number];
  readonly agreement: number;
  /** Largest difference of any piece's probability. */
  readonly shift: number;
}

interface Answer {
  /** For each piece of the word. */
  readonly top: readonly (readonly number[])[];
  readonly probabilities: readonly Float64Array[];
}

/**
 * A whole word is hidden, all of its pieces at once, and is right if every piece is. An [UNK] can be guessed, but is
 * not the word. As `measure_fills` of models/recipe/evaluate.py.
 */
export async function measureFills(two: TwoModels, questions: readonly FillQuestion[]): Promise<FillFigures> {
  const right = { top1: [[], []] as [number[], number[]], top5: [[], []] as [number[], number[]] };
  const same: number[] = [];
  let shift = 0;
  for (const question of questions) {
    const hidden = hideWord(two.models[0], question);
    const answers = await askBoth(two, (model) => fill(model, hidden));
    for (const [index, { top }] of answers.entries()) {
      const isKnown = !hidden.word.includes(two.models[0].tokenizer.vocabulary.specials.unk.id);
      right.top1[index as 0 | 1].push(Number(isKnown && top.every((ids, i) => ids[0] === hidden.word[i])));
      right.top5[index as 0 | 1].push(Number(isKnown && top.every((ids, i) => ids.includes(hidden.word[i]!))));
    }
    const [a, b] = answers;
    same.push(Number(a.top.every((ids, i) => ids[0] === b.top[i]![0])));
    for (const [i, row] of a.probabilities.entries()) shift = Math.max(shift, findShift(row, b.probabilities[i]!));
  }
  return {
    words: questions.length,
    top1: [mean(right.top1[0]), mean(right.top1[1])],
    top5: [mean(right.top5[0]), mean(right.top5[1])],
    agreement: mean(same),
    shift,
  };
}

/** Largest difference between two distributions' probabilities. */
export function findShift(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < a.length; i += 1) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}

interface Hidden {
  readonly ids: readonly number[];
  /** Positions of the hidden word, and the ids that stood there. */
  readonly positions: readonly number[];
  readonly word: readonly number[];
}

function hideWord({ tokenizer }: OnnxModel, { text, word }: FillQuestion): Hidden {
  const { tokens } = tokenizer.encode(text, { specials: "none" });
  const own = tokens.filter((token) => token.word === word);
  if (own.length === 0) throw new Error(`a sentence of ${tokens.length} tokens has no word ${word}`);
  const ids = tokens.map((token) => (token.word === word ? tokenizer.vocabulary.specials.mask!.id : token.id));
  return { ids, positions: own.map(({ position }) => position), word: own.map(({ id }) => id) };
}

async function fill(model: OnnxModel, { ids, positions }: Hidden): Promise<Answer> {
  const inputs = [{ ids, segments: ids.map(() => 0) }];
  const { mlm = [] } = await model.run({ inputs, mlm: positions.map((position) => ({ input: 0, position })) });
  return { top: mlm.map((logits) => selectTop(logits, 5)), probabilities: mlm.map((logits) => softmax(logits)) };
}
