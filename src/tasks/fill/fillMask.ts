import { quote } from "../../wording/quote";
import { checkWhole } from "../model/checkWhole";
import { computeMax } from "../model/computeMax";
import type { Model } from "../model/model";
import { selectPrecision } from "../model/selectPrecision";
import { TaskError } from "../model/taskError";
import type { PartRead } from "../schemas/partReadSchema";
import { fitSegments } from "../sequences/fitSegments";
import { readSegment, type Segment } from "../sequences/readSegment";
import { createKnownWords, type ReadWords } from "../words/knownWords";
import type { MaskContext } from "./buildMaskInput";
import type { FillParams, FillResult, MaskFills } from "./fillRequest";
import type { FindOptions } from "./findWords";
import { followsWord, type Mask, type MaskedText, maskText } from "./maskedText";
import { MOST_PIECES } from "./pieceCounts";
import { type MaskAnswer, rankPieces, readMasks } from "./readMasks";
import { cutNeighbours, type Neighbours, NO_NEIGHBOURS, selectNeighbours } from "./selectNeighbours";
import { shareWindows } from "./shareWindows";
import { toFill } from "./toFill";
import { createWordScorer, type Word, type WordScorer } from "./wordScorer";

/**
 * What the model would write at each mask, most probable first.
 * A text over the model's limit is read in windows around its masks, one for masks that are near each other; the answer's
 * `read` says which. Of the texts around it, those are read along that belong to it; the answer's `context` says which.
 *
 * @param readWords - Asked only where fills of several pieces are wanted.
 * @throws {TaskError} `no-mask`, `bad-span`, `bad-option`, `bad-target`; {ModelError} `no-readout` without a
 *   fill-mask readout or a mask piece.
 */
export async function fillMask(
  asked: Model,
  request: FillParams,
  readWords: ReadWords = () => Promise.resolve(new Set()),
): Promise<FillResult> {
  const top = checkWhole("top", request.top ?? 10, 1, 100);
  const maxPieces = checkWhole("maxPieces", request.maxPieces ?? 1, 1, 4);
  const model = request.exact === true ? askExactly(asked) : asked;
  const { tokenizer } = model;
  const masked = maskText(tokenizer, request.text, { spans: request.masks, specials: request.specials });
  const b = request.pair === undefined ? undefined : readSegment(tokenizer, request.pair);
  const targets = request.targets?.map((target) => readTarget(model, target));

  const questions = masked.masks.map((mask) => {
    const original = readOriginal(model, mask);
    const longest = [maxPieces, original?.length ?? 0, ...(targets ?? []).map((target) => target.length)];
    return { mask, original, longest: computeMax(Float32Array.from(longest)) };
  });
  const longest = computeMax(Float32Array.from(questions, (question) => question.longest));
  const neighbours = await readNeighbours(model, request, { own: masked.segment, b, longest });
  const fitting = { b, maxTokens: model.info.maxTokens, neighbours };
  // The model's own ranking needs no more of the vocabulary than the fills themselves.
  const isRanking = maxPieces === 1 && targets === undefined;
  const isRankingAlone = isRanking && questions.every(({ original }) => original === undefined);
  const isWord = maxPieces > 1 ? await readKnownWords(model, masked, { request, readWords }) : () => true;
  const fillOne = createFiller(model, masked.text, { top, maxPieces, targets, isWord });

  const masks: MaskFills[] = [];
  const indices = questions.map(({ mask }) => mask.index);
  const room = countRoom(fitting, longest);
  // One window after the other: the logits of thousands of masks would take gigabytes.
  for (const [start, end] of shareWindows(indices, { room, length: masked.segment.length })) {
    const group = questions.slice(start, end);
    const contexts = fitWindow(masked, group, fitting);
    const answers = await readMasks(model, contexts, isRankingAlone ? top : undefined);
    for (const [i, { mask, original }] of group.entries()) {
      const [context, answer] = [contexts[i], answers[i]];
      if (context === undefined || answer === undefined) throw new RangeError(`mask ${start + i} of ${indices.length}`);
      const filled = await fillOne({ mask, context, answer, original });
      masks.push({ ...filled, ...(hasNeighbours(request) && { context: listIndices(neighbours) }) });
    }
  }
  return { masks, precision: selectPrecision(model.info, request) };
}

function askExactly(model: Model): Model {
  return { ...model, run: (request) => model.run({ ...request, exact: true }) };
}

interface FillOptions {
  readonly top: number;
  readonly maxPieces: number;
  readonly targets: readonly (readonly number[])[] | undefined;
  readonly isWord: FindOptions["isWord"];
}

interface Question {
  readonly mask: Mask;
  readonly context: ReadContext;
  readonly answer: MaskAnswer;
  /** Pieces of the word that is masked, if it can be scored. */
  readonly original: readonly number[] | undefined;
}

type ReadContext = MaskContext & { readonly read: PartRead | undefined };

/** @param text - All of it: what stands before a mask decides how its fills are written. */
function createFiller(model: Model, text: string, { top, maxPieces, targets, isWord }: FillOptions) {
  const findWords = (answer: MaskAnswer, scorer: WordScorer, mask: Mask): Promise<readonly Word[]> => {
    if (targets) return scorer.scoreWords(targets);
    if (maxPieces > 1) return scorer.findWords(top, { maxPieces, isWord, around: readAround(text, mask) });
    return Promise.resolve(answer.top ?? rankPieces(answer.logits, top));
  };
  return async ({ mask, context, answer, original: ids }: Question): Promise<MaskFills> => {
    const continues = followsWord(text, mask);
    const scorer = createWordScorer(model, context, { logits: answer.logits, ofWords: maxPieces > 1 });
    const words = await findWords(answer, scorer, mask);
    const original = ids && (await scoreOriginal(mask, ids, { scorer, continues, found: targets ? [] : words }));
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

function hasNeighbours({ before = [], after = [] }: FillParams): boolean {
  return before.length + after.length > 0;
}

/** @param longest - Pieces that a mask may come to stand for. */
async function readNeighbours(
  model: Model,
  request: FillParams,
  { own, b, longest }: { readonly own: Segment; readonly b: Segment | undefined; readonly longest: number },
): Promise<Neighbours> {
  if (!hasNeighbours(request)) return NO_NEIGHBOURS;
  const specialTokens = b === undefined ? 2 : 3;
  const room = model.info.maxTokens - specialTokens - own.length - (longest - 1) - (b?.length ?? 0);
  const read = (texts: readonly string[] = []) =>
    texts.map((text) => readSegment(model.tokenizer, text, { specials: request.specials ?? "mask" }));
  return selectNeighbours(model, own, cutNeighbours(read(request.before), read(request.after), room));
}

function listIndices({ before, after }: Neighbours): MaskFills["context"] {
  return { before: before.map(({ index }) => index), after: after.map(({ index }) => index) };
}

interface Fitting {
  readonly b: Segment | undefined;
  readonly maxTokens: number;
  /** They fit, or there are none. */
  readonly neighbours: Neighbours;
}

/** Tokens of the text that a window holds at least, if the text is cut. @param longest - Pieces that a mask may come to stand for. */
function countRoom({ b, maxTokens }: Fitting, longest: number): number {
  const room = maxTokens - longest + 1 - (b === undefined ? 2 : 3);
  return b === undefined ? room : Math.max(room - b.length, Math.ceil(room / 2));
}

/** @param group - Masks that one window holds. @returns A context for each. */
function fitWindow(
  masked: MaskedText,
  group: readonly { readonly mask: Mask; readonly longest: number }[],
  { b, maxTokens, neighbours }: Fitting,
): readonly ReadContext[] {
  const [before, after] = [neighbours.before, neighbours.after].map((side) => side.flatMap(({ segment }) => segment));
  if (before && after && before.length + after.length > 0) {
    const a = [...before, ...masked.segment, ...after];
    return group.map(({ mask }) => ({ a, b, index: before.length + mask.index, read: undefined }));
  }
  const longest = computeMax(Float32Array.from(group, (question) => question.longest));
  const [first = 0, last = 0] = [group[0]?.mask.index, group.at(-1)?.mask.index];
  const keep = Math.floor((first + last) / 2);
  const fitted = fitSegments(masked.segment, b, { maxTokens: maxTokens - longest + 1, keep });
  const token = fitted.a[0];
  const skipped = token === undefined ? 0 : masked.segment.indexOf(token);
  return group.map(({ mask }) => ({ a: fitted.a, b: fitted.b, index: mask.index - skipped, read: fitted.read }));
}

/** What stands under a mask proves nothing: it may be the slip that is to be mended. */
async function readKnownWords(
  { tokenizer }: Model,
  { text, masks }: MaskedText,
  { request, readWords }: { readonly request: FillParams; readonly readWords: ReadWords },
): Promise<FindOptions["isWord"]> {
  const { pair = "", before = [], after = [], words = [] } = request;
  const starts = [0, ...masks.map(({ span }) => span.end)];
  const between = starts.map((start, i) => text.slice(start, masks[i]?.span.start));
  return createKnownWords(await readWords(), [...between, pair, ...before, ...after, ...words], tokenizer.cased);
}

/** No known word has more letters. */
const MOST_AROUND = 100;

/** The letters that touch a mask: "run[MASK]" is filled to a word that begins with "run". */
function readAround(text: string, mask: Mask): FindOptions["around"] {
  const { start, end } = mask.span;
  return {
    before: followsWord(text, mask)
      ? (/[\p{L}\p{N}\p{M}]*$/u.exec(text.slice(Math.max(0, start - MOST_AROUND), start))?.[0] ?? "")
      : "",
    after: /^[\p{L}\p{N}\p{M}]*/u.exec(text.slice(end, end + MOST_AROUND))?.[0] ?? "",
  };
}

function readTarget(model: Model, target: string): readonly number[] {
  const ids = readSegment(model.tokenizer, target, { specials: "none" }).map((token) => token.id);
  if (ids.length === 0 || ids.length > MOST_PIECES || ids.includes(model.tokenizer.vocabulary.specials.unk.id)) {
    throw new TaskError(
      "bad-target",
      `target ${quote(target)} is ${ids.length} pieces of the vocabulary, expected 1 to ${MOST_PIECES}, none unknown`,
    );
  }
  return ids;
}

/** Pieces of the word under the mask; `undefined` where none can be scored (a literal [MASK], a long stretch). */
function readOriginal(model: Model, mask: Mask): readonly number[] | undefined {
  if (mask.original === undefined) return undefined;
  const ids = readSegment(model.tokenizer, mask.original, { specials: "none" }).map((token) => token.id);
  return ids.length >= 1 && ids.length <= MOST_PIECES ? ids : undefined;
}

async function scoreOriginal(
  mask: Mask,
  ids: readonly number[],
  {
    scorer,
    continues,
    found,
  }: { readonly scorer: WordScorer; readonly continues: boolean; readonly found: readonly Word[] },
): Promise<MaskFills["original"]> {
  const [word] = await scorer.scoreWords([ids]);
  if (word === undefined) return undefined;
  // Rounding must not let a piece outrank itself.
  const threshold = word.logProbability + 1e-5;
  const longer = found.filter(({ ids, logProbability }) => ids.length > 1 && logProbability > threshold);
  const rank = 1 + scorer.countSingles(threshold, continues) + longer.length;
  return { text: mask.original ?? "", probability: Math.exp(word.logProbability), pieces: ids.length, rank };
}
