import type { Tokenizer } from "../../tokenizer/encoding";
import { buildMaskInput, maskPosition, type MaskContext } from "./buildMaskInput";
import type { Model } from "../model/model";
import { logSumExp } from "../model/logSumExp";
import { selectTop } from "../model/selectTop";

/** A candidate for a mask. */
export interface Word {
  readonly ids: readonly number[];
  /** Natural logarithm; of several pieces, the sum over pieces, each given those before it and [MASK] for those after. */
  readonly logProbability: number;
}

export interface WordScorer {
  /** The given words, in order. */
  scoreWords(words: readonly (readonly number[])[]): Promise<Word[]>;
  /** The best words of 1 to `maxPieces` pieces; `continues`: the mask stands inside a word, so only continuations fit. */
  findWords(top: number, options: { readonly maxPieces: number; readonly continues: boolean }): Promise<Word[]>;
}

/** Beginnings of longer words that are followed up; more finds rarer words and costs one run each. */
const BEAM = 6;

/**
 * Scores words of one or more pieces in place of one mask.
 *
 * @param context - Leaves room for the longest of the words.
 * @param logits - V, at the mask.
 */
export function createWordScorer(model: Model, context: MaskContext, logits: Float32Array): WordScorer {
  // Made when first read: most fills are the model's own ranking, which needs none of this.
  let single: Float32Array | undefined;
  const readSingle = () => (single ??= toLogProbabilities(logits));

  /** Log-probabilities of every piece at `known.length`, `total` pieces in all, for each list of known pieces. */
  async function readNext(
    prefixes: readonly (readonly number[])[],
    totals: readonly number[],
  ): Promise<Float32Array[]> {
    const maskId = model.tokenizer.vocabulary.specials.mask.id;
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
    return words.map((ids, i) => ({ ids, logProbability: sums[i] ?? NaN }));
  }

  async function findWords(top: number, options: { maxPieces: number; continues: boolean }): Promise<Word[]> {
    const kinds = classifyPieces(model.tokenizer);
    const isFirst = (id: number) => kinds[id] === (options.continues ? CONTINUATION : WORD);
    const found: Word[] = [];
    const alone = readSingle();
    for (const id of selectTop(alone, top, isFirst)) found.push({ ids: [id], logProbability: alone[id] ?? NaN });
    for (let total = 2; total <= options.maxPieces; total++) {
      let beam: Word[] = [{ ids: [], logProbability: 0 }];
      for (let piece = 0; piece < total; piece++) {
        const next = await readNext(
          beam.map((word) => word.ids),
          beam.map(() => total),
        );
        const isAllowed = piece === 0 ? isFirst : (id: number) => kinds[id] === CONTINUATION;
        beam = beam
          .flatMap((word, i) => extend(word, next[i] ?? new Float32Array(), isAllowed))
          .sort((x, y) => y.logProbability - x.logProbability)
          .slice(0, piece === total - 1 ? top : BEAM);
      }
      found.push(...beam);
    }
    return found;
  }

  return { scoreWords, findWords };
}

function extend(word: Word, next: Float32Array, isAllowed: (id: number) => boolean): Word[] {
  return selectTop(next, BEAM, isAllowed).map((id) => ({
    ids: [...word.ids, id],
    logProbability: word.logProbability + (next[id] ?? NaN),
  }));
}

function padMasks(known: readonly number[], total: number, maskId: number): number[] {
  return [...known, ...new Array<number>(total - known.length).fill(maskId)];
}

function toLogProbabilities(logits: Float32Array): Float32Array {
  const all = logSumExp(logits);
  return logits.map((logit) => logit - all);
}

const LETTERS = /^[\p{L}\p{N}\p{M}]+$/u;
const OTHER = 0;
const WORD = 1;
const CONTINUATION = 2;
const kindsOf = new WeakMap<Tokenizer, Uint8Array>();

/** For each id: a word's first piece (letters or digits), a continuation of letters or digits, or neither. */
function classifyPieces(tokenizer: Tokenizer): Uint8Array {
  let kinds = kindsOf.get(tokenizer);
  if (kinds === undefined) {
    const { vocabulary } = tokenizer;
    const prefix = vocabulary.continuingPrefix;
    const special = new Set(Object.values(vocabulary.specials).map(({ id }) => id));
    kinds = Uint8Array.from({ length: vocabulary.size }, (_, id) => {
      const piece = vocabulary.readPiece(id);
      if (special.has(id)) return OTHER;
      if (!piece.startsWith(prefix)) return LETTERS.test(piece) ? WORD : OTHER;
      return LETTERS.test(piece.slice(prefix.length)) ? CONTINUATION : OTHER;
    });
    kindsOf.set(tokenizer, kinds);
  }
  return kinds;
}
