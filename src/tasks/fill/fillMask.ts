import { checkWhole } from "../model/checkWhole";
import { computeMax } from "../model/computeMax";
import type { Model } from "../model/model";
import { selectPrecision } from "../model/selectPrecision";
import type { IsWord, ReadWords } from "../words/knownWords";
import type { FillParams, FillResult, MaskFills } from "./fillRequest";
import { countRoom, fitMasks, listRead, type ReadContext, readFitting } from "./fitMasks";
import { readAround, readKnownFills } from "./knownFills";
import { type Mask, maskText, readBefore } from "./maskedText";
import { type MaskAnswer, rankPieces, readMasks } from "./readMasks";
import { shareWindows } from "./shareWindows";
import { toFill } from "./toFill";
import { readOriginal, readTarget } from "./wordPieces";
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
  const masked = maskText(model.tokenizer, request.text, { spans: request.masks, specials: request.specials });
  const questions = masked.masks.map((mask): Question => {
    const words = request.targets ?? mask.blank?.words;
    const before = readBefore(request.text, mask);
    const targets = words?.map((text) => ({ text, ids: readTarget(model, text, { mask, before }) }));
    return { mask, original: readOriginal(model, mask, before), targets, isGiven: request.targets === undefined };
  });
  const lengths = questions.flatMap(({ mask, original, targets = [] }) => [
    maxPieces,
    mask.width,
    original?.length ?? 0,
    ...targets.map(({ ids }) => ids.length),
  ]);
  const extra = computeMax(Float32Array.from(lengths)) - 1;
  const fitting = await readFitting(model, request, { own: masked.segment, extra });
  // The model's own ranking needs no more of the vocabulary than the fills themselves.
  const isRankingAlone =
    maxPieces === 1 && questions.every(({ original, targets, mask }) => !(original ?? targets ?? mask.blank?.pieces));
  const isSpelled = maxPieces > 1 || questions.some(({ mask }) => mask.width > 1);
  const isWord = isSpelled ? await readKnownFills(model, masked, { request, readWords }) : () => true;
  const fillOne = createFiller(model, masked.text, { top, maxPieces, isWord });

  const masks: MaskFills[] = [];
  const context = listRead(request, fitting);
  const indices = masked.masks.map(({ index }) => index);
  // One window after the other: the logits of thousands of masks would take gigabytes.
  for (const [start, end] of shareWindows(indices, { room: countRoom(fitting), length: masked.segment.length })) {
    const contexts = fitMasks(masked, masked.masks.slice(start, end), fitting);
    const answers = await readMasks(model, contexts, isRankingAlone ? top : undefined);
    for (const [i, question] of questions.slice(start, end).entries()) {
      const [read, answer] = [contexts[i], answers[i]];
      if (read === undefined || answer === undefined) throw new RangeError(`mask ${start + i} of ${indices.length}`);
      masks.push({ ...(await fillOne(question, read, answer)), ...(context && { context }) });
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
  readonly isWord: IsWord;
}

interface Question {
  readonly mask: Mask;
  /** Pieces of the word that is masked, if it can be scored. */
  readonly original: readonly number[] | undefined;
  /** The only words to score. */
  readonly targets: readonly { readonly text: string; readonly ids: readonly number[] }[] | undefined;
  /** Whether they are written in the blank: then they are offered as they are written. */
  readonly isGiven: boolean;
}

/** @param text - All of it: what stands before a mask decides how its fills are written. */
function createFiller(model: Model, text: string, { top, maxPieces, isWord }: FillOptions) {
  const findWords = (answer: MaskAnswer, scorer: WordScorer, { mask, targets }: Question): Promise<readonly Word[]> => {
    if (targets) return scorer.scoreWords(targets.map(({ ids }) => ids));
    const pieces = mask.blank?.pieces;
    if (maxPieces > 1 || pieces !== undefined) {
      const [least, most] = [pieces ?? 1, pieces ?? maxPieces];
      return scorer.findWords(top, {
        leastPieces: least,
        maxPieces: most,
        isWord,
        around: readAround(model.tokenizer, text, mask),
      });
    }
    return Promise.resolve(answer.top ?? rankPieces(answer.logits, top));
  };
  return async (question: Question, context: ReadContext, answer: MaskAnswer): Promise<MaskFills> => {
    const { mask, original: ids, targets, isGiven } = question;
    const opens = model.tokenizer.vocabulary.opensWord(readBefore(text, mask));
    // A blank that says how many pieces it takes is of the words of that length alone.
    const ofWords = maxPieces > 1 && mask.blank?.pieces === undefined;
    const scorer = createWordScorer(model, context, { logits: answer.logits, ofWords });
    const words = await findWords(answer, scorer, question);
    const original = ids && (await scoreOriginal(mask, ids, { scorer, opens, found: targets ? [] : words }));
    const fills = words
      .map((word, i) => ({
        ...toFill(model, word, { original: mask.original, opens }),
        ...(isGiven && targets?.[i] && { text: targets[i].text }),
      }))
      .sort((x, y) => y.probability - x.probability);
    return {
      ...mask.span,
      fills: targets ? fills : fills.slice(0, top),
      ...(original && { original }),
      ...(context.read && { read: context.read }),
    };
  };
}

async function scoreOriginal(
  mask: Mask,
  ids: readonly number[],
  { scorer, opens, found }: { readonly scorer: WordScorer; readonly opens: boolean; readonly found: readonly Word[] },
): Promise<MaskFills["original"]> {
  const [word] = await scorer.scoreWords([ids]);
  if (word === undefined) return undefined;
  // Rounding must not let a piece outrank itself.
  const threshold = word.logProbability + 1e-5;
  const longer = found.filter(({ ids, logProbability }) => ids.length > 1 && logProbability > threshold);
  const rank = 1 + scorer.countSingles(threshold, opens) + longer.length;
  return { text: mask.original ?? "", probability: Math.exp(word.logProbability), pieces: ids.length, rank };
}
