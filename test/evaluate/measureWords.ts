import { resolve } from "node:path";
import { createWordList } from "../../src/engine/serve/wordList";
import { fillMask } from "../../src/tasks/fill/fillMask";
import type { Tokenizer } from "../../src/tokenizer/encoding";
import { mean } from "./figures";
import type { FillQuestion } from "./questions";
import { askBoth, type TwoModels } from "./twoModels";

/** Shares of 1; those with two numbers are for [fp32, int8]. */
export interface WordFigures {
  /** Of the words of all sentences, those of one piece, of two and so on. */
  readonly pieceShares: readonly number[];
  /** Words of two pieces that were asked. */
  readonly words: number;
  /** The word is among the ten that the editor offers. */
  readonly top10: readonly [number, number];
  /** The largest sum of the probabilities of a list. */
  readonly largestSum: readonly [number, number];
}

const MOST_PIECES = 8;
const LIST = resolve(import.meta.dirname, "../../dist/words.bin");
const WORD = /^[\p{L}\p{N}\p{M}]+$/u;

/** Words of two pieces, hidden in their sentence alone, and offered among words of one and two pieces. */
export async function measureWords(two: TwoModels, questions: readonly FillQuestion[]): Promise<WordFigures> {
  const { tokenizer } = two.models[0];
  const readWords = createWordList(LIST);
  const found: [number[], number[]] = [[], []];
  const sums: [number, number] = [0, 0];
  for (const { text } of questions) {
    const word = listWords(tokenizer, text).find(({ pieces }) => pieces === 2);
    if (word === undefined) continue;
    const params = { text, masks: [{ start: word.start, end: word.end }], maxPieces: 2, specials: "none" as const };
    const answers = await askBoth(two, (model) => fillMask(model, params, readWords));
    for (const [index, { masks }] of answers.entries()) {
      const { fills, original } = masks[0]!;
      found[index as 0 | 1].push(Number(fills.some((fill) => fill.text === original!.text)));
      const sum = fills.reduce((total, { probability }) => total + probability, 0);
      sums[index as 0 | 1] = Math.max(sums[index as 0 | 1], sum);
    }
  }
  return {
    pieceShares: countPieces(tokenizer, questions),
    words: found[0].length,
    top10: [mean(found[0]), mean(found[1])],
    largestSum: sums,
  };
}

interface CutWord {
  readonly start: number;
  readonly end: number;
  readonly pieces: number;
}

/** Words of letters and digits that the vocabulary can spell. */
function listWords(tokenizer: Tokenizer, text: string): readonly CutWord[] {
  const words = new Map<number, CutWord>();
  for (const { word, kind, span } of tokenizer.encode(text, { specials: "none" }).tokens) {
    if (word === undefined || kind === "unk" || !WORD.test(text.slice(span.start, span.end))) continue;
    const before = words.get(word);
    words.set(word, { start: before?.start ?? span.start, end: span.end, pieces: (before?.pieces ?? 0) + 1 });
  }
  return [...words.values()];
}

function countPieces(tokenizer: Tokenizer, questions: readonly FillQuestion[]): readonly number[] {
  const sentences = new Set(questions.flatMap(({ before, text, after }) => [...before, text, ...after]));
  const words = [...sentences].flatMap((text) => listWords(tokenizer, text));
  return Array.from({ length: MOST_PIECES }, (_, i) => mean(words.map(({ pieces }) => Number(pieces === i + 1))));
}
