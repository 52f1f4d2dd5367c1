import { caseLike } from "./caseLike";
import { fitSegments } from "../sequences/fitSegments";
import { maskText, type Mask, type MaskedText } from "./maskedText";
import { buildMaskInput, maskPosition, type MaskContext } from "./buildMaskInput";
import type { Model, ModelInput, TopPieces } from "../model/model";
import type { PartRead } from "../schemas/partReadSchema";
import type { Fill, FillParams, FillResult, MaskFills } from "./fillRequest";
import { readSegment, type Segment } from "../sequences/readSegment";
import { logSumExp } from "../model/logSumExp";
import { selectTop } from "../model/selectTop";
import { TaskError } from "../model/taskError";
import { checkWhole } from "../model/checkWhole";
import { createWordScorer, type Word, type WordScorer } from "./wordScorer";

/** A longer "word" is a stretch of text, which fill-mask does not score. */
const MAX_WORD_PIECES = 8;

/**
 * What the model would write at each mask, most probable first.
 * A text over the model's limit is read in one window for each mask, around it; the answer's `read` says which.
 *
 * @throws {TaskError} `no-mask`, `bad-span`, `bad-option`, `bad-target`; {ModelError} `no-readout` without a fill-mask readout.
 */
export async function fillMask(model: Model, request: FillParams): Promise<FillResult> {
  const top = checkWhole("top", request.top ?? 10, 1, 100);
  const maxPieces = checkWhole("maxPieces", request.maxPieces ?? 1, 1, 4);
  const { tokenizer } = model;
  const masked = maskText(tokenizer, request.text, { spans: request.masks, specials: request.specials });
  const b = request.pair === undefined ? undefined : readSegment(tokenizer, request.pair);
  const targets = request.targets?.map((target) => readTarget(model, target));

  const originals = masked.masks.map((mask) => readOriginal(model, mask));
  const contexts = masked.masks.map((mask, i) => {
    const longest = Math.max(maxPieces, originals[i]?.length ?? 0, ...(targets ?? []).map((ids) => ids.length));
    return contextOf(masked, mask, { b, maxTokens: model.info.maxTokens - longest + 1 });
  });
  // The model's own ranking needs no more of the vocabulary than the fills themselves.
  const isRanking = maxPieces === 1 && targets === undefined;
  const isRankingAlone = isRanking && originals.every((ids) => ids === undefined);
  const answers = await readMasks(model, contexts, isRankingAlone ? top : undefined);
  const fillOne = createFiller(model, masked.text, { top, maxPieces, targets });

  const masks: MaskFills[] = [];
  for (const [i, mask] of masked.masks.entries()) {
    const [context, answer] = [contexts[i], answers[i]];
    if (context === undefined || answer === undefined) throw new RangeError(`mask ${i} of ${masked.masks.length}`);
    masks.push(await fillOne({ mask, context, answer, original: originals[i] }));
  }
  return { masks };
}

interface FillOptions {
  readonly top: number;
  readonly maxPieces: number;
  readonly targets: readonly (readonly number[])[] | undefined;
}

interface Question {
  readonly mask: Mask;
  readonly context: MaskContext & { readonly read: PartRead | undefined };
  readonly answer: MaskAnswer;
  /** Pieces of the word that is masked, if it can be scored. */
  readonly original: readonly number[] | undefined;
}

/** @param text - All of it: what stands before a mask decides how its fills are written. */
function createFiller(model: Model, text: string, { top, maxPieces, targets }: FillOptions) {
  const findWords = (answer: MaskAnswer, scorer: WordScorer, continues: boolean): Promise<readonly Word[]> => {
    if (targets) return scorer.scoreWords(targets);
    if (maxPieces > 1) return scorer.findWords(top, { maxPieces, continues });
    return Promise.resolve(answer.top ?? rankPieces(answer.logits, top));
  };
  return async ({ mask, context, answer, original: ids }: Question): Promise<MaskFills> => {
    const continues = followsWord(text, mask);
    const scorer = createWordScorer(model, context, answer.logits);
    const words = await findWords(answer, scorer, continues);
    const original = ids && (await scoreOriginal(mask, ids, { scorer, logits: answer.logits }));
    const fills = words
      .map((word) => toFill(model, word, { original: mask.original, continues }))
      .sort((x, y) => y.probability - x.probability);
    return {
      ...mask.span,
      fills: targets ? fills : fills.slice(0, top),
      ...(original && { original }),
      ...(context.read && { read: context.read }),
    };
  };
}

function contextOf(
  masked: MaskedText,
  mask: Mask,
  { b, maxTokens }: { readonly b: Segment | undefined; readonly maxTokens: number },
): MaskContext & { readonly read: PartRead | undefined } {
  const fitted = fitSegments(masked.segment, b, { maxTokens, keep: mask.index });
  const first = fitted.a[0];
  const skipped = first === undefined ? 0 : masked.segment.indexOf(first);
  return { a: fitted.a, b: fitted.b, index: mask.index - skipped, read: fitted.read };
}

/** What the model says of one mask: V logits, or none of them but the best pieces. */
interface MaskAnswer {
  readonly logits: Float32Array;
  readonly top?: readonly Word[];
}

const NO_LOGITS = new Float32Array();

/**
 * The answer for each context's own mask; masks that share a sequence share one run.
 *
 * @param top - How many pieces to ask for, instead of all logits.
 */
async function readMasks(
  model: Model,
  contexts: readonly MaskContext[],
  top: number | undefined,
): Promise<readonly MaskAnswer[]> {
  const maskId = model.tokenizer.vocabulary.specials.mask.id;
  const sequences = new Map<string, number>();
  const inputs: ModelInput[] = [];
  const mlm = contexts.map((context) => {
    const input = buildMaskInput(model, context, [maskId]);
    const key = input.ids.join();
    const index = sequences.get(key) ?? inputs.push(input) - 1;
    sequences.set(key, index);
    return { input: index, position: maskPosition(context) };
  });
  if (top === undefined) {
    const { mlm: rows = [] } = await model.run({ inputs, mlm });
    return rows.map((logits) => ({ logits }));
  }
  const { top: rows = [] } = await model.run({ inputs, mlm, top: Math.min(top, model.info.vocabularySize) });
  return rows.map((row) => ({ logits: NO_LOGITS, top: readWords(row) }));
}

function readWords({ ids, logProbabilities }: TopPieces): Word[] {
  return Array.from(ids, (id, i) => ({ ids: [id], logProbability: logProbabilities[i] ?? NaN }));
}

function rankPieces(logits: Float32Array, top: number): Word[] {
  const all = logSumExp(logits);
  return selectTop(logits, top).map((id) => ({ ids: [id], logProbability: (logits[id] ?? NaN) - all }));
}

/** A mask inside a word, such as "run[MASK]", is filled by a continuation. */
function followsWord(text: string, mask: Mask): boolean {
  return mask.span.start > 0 && /[\p{L}\p{N}]$/u.test(text.slice(0, mask.span.start));
}

function readTarget(model: Model, target: string): readonly number[] {
  const ids = readSegment(model.tokenizer, target, { specials: "none" }).map((token) => token.id);
  if (ids.length === 0 || ids.length > MAX_WORD_PIECES || ids.includes(model.tokenizer.vocabulary.specials.unk.id)) {
    throw new TaskError(
      "bad-target",
      `target "${target}" is ${ids.length} pieces of the vocabulary, expected 1 to ${MAX_WORD_PIECES}, none unknown`,
    );
  }
  return ids;
}

/** Pieces of the word under the mask; `undefined` where none can be scored (a literal [MASK], a long stretch). */
function readOriginal(model: Model, mask: Mask): readonly number[] | undefined {
  if (mask.original === undefined) return undefined;
  const ids = readSegment(model.tokenizer, mask.original, { specials: "none" }).map((token) => token.id);
  return ids.length >= 1 && ids.length <= MAX_WORD_PIECES ? ids : undefined;
}

async function scoreOriginal(
  mask: Mask,
  ids: readonly number[],
  { scorer, logits }: { readonly scorer: WordScorer; readonly logits: Float32Array },
): Promise<MaskFills["original"]> {
  const [word] = await scorer.scoreWords([ids]);
  if (word === undefined) return undefined;
  const threshold = word.logProbability + logSumExp(logits);
  // Rounding must not let a piece outrank itself.
  const rank = logits.reduce((count, logit) => (logit > threshold + 1e-5 ? count + 1 : count), 1);
  return { text: mask.original ?? "", probability: Math.exp(word.logProbability), pieces: ids.length, rank };
}

/** @param continues - The mask stands inside a word, where a continuation needs no "##"; elsewhere "##s" says what it is. */
function toFill(
  { tokenizer }: Model,
  word: Word,
  { original, continues }: { readonly original: string | undefined; readonly continues: boolean },
): Fill {
  const { continuingPrefix: prefix } = tokenizer.vocabulary;
  const pieces = word.ids.map((id) => tokenizer.vocabulary.readPiece(id));
  const strip = (piece: string) => (piece !== prefix && piece.startsWith(prefix) ? piece.slice(prefix.length) : piece);
  const text = pieces.map((piece, i) => (i === 0 && !continues ? piece : strip(piece))).join("");
  return {
    text: original !== undefined && !tokenizer.cased ? caseLike(text, original) : text,
    probability: Math.exp(word.logProbability),
    pieces: word.ids.length,
  };
}
