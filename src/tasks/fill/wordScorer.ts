import { logSumExp } from "../model/logSumExp";
import type { Model } from "../model/model";
import { selectMaskPiece } from "../sequences/selectMaskPiece";
import { buildMaskInput, type MaskContext, maskPosition } from "./buildMaskInput";
import { type FindOptions, findWords } from "./findWords";
import { readLogShare } from "./pieceCounts";
import { classifyPieces, CONTINUATION, WORD } from "./pieceKinds";

/** A candidate for a mask. */
export interface Word {
  readonly ids: readonly number[];
  /**
   * Natural logarithm: the sum over pieces, each given those before it and [MASK] for those after. Of words, plus the
   * logarithm of the share of words of so many pieces: then all words together have at most 1.
   */
  readonly logProbability: number;
}

export interface WordScorer {
  /** The given words, in order. */
  scoreWords(words: readonly (readonly number[])[]): Promise<Word[]>;
  /** The best words of so many pieces: at most `top` of each number of pieces. */
  findWords(top: number, options: FindOptions): Promise<Word[]>;
  /** How many pieces are more probable; of words, those that are one that begin there; else that go on with one. */
  countSingles(logProbability: number, opens: boolean): number;
}

/**
 * Scores words of one or more pieces in place of one mask.
 *
 * @param context - Leaves room for the longest of the words.
 * @param options - `logits`: V, at the mask. `ofWords`: one distribution of words of all lengths, instead of one of the
 *   pieces, and one of the words of each length.
 */
export function createWordScorer(
  model: Model,
  context: MaskContext,
  { logits, ofWords }: { readonly logits: Float32Array; readonly ofWords: boolean },
): WordScorer {
  const { tokenizer } = model;
  // Made when first read: most fills are the model's own ranking, which needs none of this.
  let single: Float32Array | undefined;
  const readSingle = () => (single ??= toLogProbabilities(logits));
  const weigh = (word: Word): Word =>
    ofWords ? { ...word, logProbability: word.logProbability + readLogShare(word.ids.length) } : word;

  /** Log-probabilities of every piece at `known.length`, `total` pieces in all, for each list of known pieces. */
  async function readNext(
    prefixes: readonly (readonly number[])[],
    totals: readonly number[],
  ): Promise<Float32Array[]> {
    const maskId = selectMaskPiece(tokenizer).id;
    const inputs = prefixes.map((known, i) => buildMaskInput(model, context, padMasks(known, totals[i] ?? 1, maskId)));
    const mlm = prefixes.map((known, input) => ({ input, position: maskPosition(context) + known.length }));
    const output = await model.run({ inputs, mlm });
    return (output.mlm ?? []).map(toLogProbabilities);
  }

  async function scoreWords(words: readonly (readonly number[])[]): Promise<Word[]> {
    const sums = words.map((ids) => (ids.length === 1 ? (readSingle()[ids[0] ?? -1] ?? NaN) : 0));
    const most = Math.max(0, ...words.map((ids) => ids.length));
    for (let piece = 0; most > 1 && piece < most; piece++) {
      const open = [...words.entries()].filter(([, ids]) => ids.length > Math.max(piece, 1));
      const next = await readNext(
        open.map(([, ids]) => ids.slice(0, piece)),
        open.map(([, ids]) => ids.length),
      );
      for (const [k, [i, ids]] of open.entries()) sums[i] = (sums[i] ?? 0) + (next[k]?.[ids[piece] ?? -1] ?? NaN);
    }
    return words.map((ids, i) => weigh({ ids, logProbability: sums[i] ?? NaN }));
  }

  function countSingles(logProbability: number, opens: boolean): number {
    const kind = opens ? WORD : CONTINUATION;
    const kinds = ofWords ? classifyPieces(tokenizer) : undefined;
    const threshold = logProbability - (ofWords ? readLogShare(1) : 0);
    return readSingle().reduce(
      (count, each, id) => (each > threshold && (kinds === undefined || kinds[id] === kind) ? count + 1 : count),
      0,
    );
  }

  async function findAll(top: number, options: FindOptions): Promise<Word[]> {
    return (await findWords(tokenizer, { readSingle, readNext }, { ...options, top })).map(weigh);
  }

  return { scoreWords, findWords: findAll, countSingles };
}

function padMasks(known: readonly number[], total: number, maskId: number): number[] {
  return [...known, ...new Array<number>(total - known.length).fill(maskId)];
}

function toLogProbabilities(logits: Float32Array): Float32Array {
  const all = logSumExp(logits);
  return logits.map((logit) => logit - all);
}
