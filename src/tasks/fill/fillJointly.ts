import * as l10n from "@vscode/l10n";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import type { ReadWords } from "../words/knownWords";
import { type BlankReader, createBlankReader, type Question } from "./blankReader";
import { fitMasks, listRead, type ReadContext, readFitting } from "./fitMasks";
import { type JointParams, type JointResult, MOST_TOGETHER } from "./jointRequest";
import { readKnownFills } from "./knownFills";
import { type MaskedText, maskText, readBefore } from "./maskedText";
import { toFill } from "./toFill";
import { readOriginal, readTarget } from "./wordPieces";

/** Beginnings of combinations that are followed up in each order; more finds rarer ones and costs one run a mask each. */
const BEAM = 10;

/** A word for each mask, as pieces. */
type Combination = readonly (readonly number[])[];

/**
 * What the model would write at all masks together, most probable combination first: by the chain rule from the first
 * mask to the last, and from the last to the first, half of each. Both are distributions over combinations, so their
 * mean is one.
 *
 * @param readWords - Asked only where fills of several pieces are wanted.
 * @throws {TaskError} `no-mask`, `bad-span`, `bad-option`, `bad-target`; `too-many` masks; `too-long` where they do not
 *   stand in one window; {ModelError} `no-readout` without a fill-mask readout or a mask piece.
 */
export async function fillJointly(
  model: Model,
  request: JointParams,
  readWords: ReadWords = () => Promise.resolve(new Set()),
): Promise<JointResult> {
  const top = checkWhole("top", request.top ?? 10, 1, 100);
  const maxPieces = checkWhole("maxPieces", request.maxPieces ?? 1, 1, 4);
  const masked = maskText(model.tokenizer, request.text, { spans: request.masks, specials: request.specials });
  const { masks } = masked;
  if (masks.length > MOST_TOGETHER) {
    throw new TaskError(
      "too-many",
      l10n.t("{0} masks, expected at most {1} to fill together", masks.length, MOST_TOGETHER),
    );
  }
  const targets = request.targets?.map((words) => readCombination(model, words, masked));
  const original = readOriginals(model, masked);
  const scored = [...(targets ?? []), ...(original ? [original] : [])];
  const questions = masks.map((mask, at): Question => {
    const before = readBefore(masked.text, mask);
    const words = mask.blank?.words?.map((text) => ({ text, ids: readTarget(model, text, { mask, before }) }));
    const least = mask.blank?.pieces ?? 1;
    const most = mask.blank?.pieces ?? maxPieces;
    const lengths = [most, ...(words ?? []).map(({ ids }) => ids.length), ...scored.map((ids) => ids[at]?.length ?? 0)];
    return { mask, words, least, most, longest: Math.max(...lengths) };
  });
  const extra = questions.reduce((sum, { mask, longest }) => sum + longest - mask.width, 0);
  const fitting = await readFitting(model, request, { own: masked.segment, extra });
  const contexts = fitTogether(model, masked, fitMasks(masked, masks, fitting));
  const isSpelled = questions.some(({ most }) => most > 1);
  const isWord = isSpelled ? await readKnownFills(model, masked, { request, readWords }) : () => true;
  const reader = createBlankReader(model, { text: masked.text, questions, contexts, isWord, maxPieces });

  const orders = listOrders(masks.length);
  const found = targets ?? (await findCombinations(reader, orders, Math.max(BEAM, top)));
  const describe = describeWith(model, masked.text, questions);
  const fills = await scoreCombinations(reader, orders, found);
  const [now] = original ? await scoreCombinations(reader, orders, [original]) : [];
  const context = listRead(request, fitting);
  const read = contexts[0]?.read;
  return {
    fills: fills
      .sort((x, y) => y.probability - x.probability)
      .slice(0, targets ? undefined : top)
      .map(describe),
    ...(now && { original: { texts: masks.map((mask) => mask.original ?? ""), probability: now.probability } }),
    ...(read && { read }),
    ...(context && { context }),
    precision: model.info.precision,
  };
}

/** From the first mask to the last, and back: two orders of more than two masks too, or their number would explode. */
function listOrders(count: number): readonly (readonly number[])[] {
  const forward = Array.from({ length: count }, (_, i) => i);
  return count === 1 ? [forward] : [forward, forward.toReversed()];
}

/** The best `beam` combinations of each order, by beam search; each once. */
async function findCombinations(
  reader: BlankReader,
  orders: readonly (readonly number[])[],
  beam: number,
): Promise<readonly Combination[]> {
  const found = new Map<string, Combination>();
  for (const order of orders) {
    let begun: { readonly words: Partial<Combination>; readonly logProbability: number }[] = [
      { words: [], logProbability: 0 },
    ];
    for (const at of order) {
      const scorers = await reader.open(
        begun.map(({ words }) => words),
        at,
      );
      const longer: typeof begun = [];
      for (const [i, { words, logProbability }] of begun.entries()) {
        const scorer = scorers[i];
        for (const next of scorer === undefined ? [] : await reader.findWords(scorer, at, beam)) {
          longer.push({ words: setWord(words, at, next.ids), logProbability: logProbability + next.logProbability });
        }
      }
      begun = longer.sort((x, y) => y.logProbability - x.logProbability).slice(0, beam);
    }
    for (const { words } of begun) found.set(JSON.stringify(words), words as Combination);
  }
  return [...found.values()];
}

/** Their probabilities: the mean over the orders of what the chain rule gives in each. */
async function scoreCombinations(
  reader: BlankReader,
  orders: readonly (readonly number[])[],
  combinations: readonly Combination[],
): Promise<{ readonly words: Combination; readonly probability: number }[]> {
  const probabilities = combinations.map(() => 0);
  for (const order of orders) {
    const sums = combinations.map(() => 0);
    for (const [step, at] of order.entries()) {
      const known = order.slice(0, step);
      const begun = combinations.map((words) =>
        known.reduce<Partial<Combination>>((some, place) => setWord(some, place, words[place]), []),
      );
      const scorers = await reader.open(begun, at);
      for (const [i, words] of combinations.entries()) {
        const [word] = (await scorers[i]?.scoreWords([words[at] ?? []])) ?? [];
        sums[i] = (sums[i] ?? NaN) + (word?.logProbability ?? NaN);
      }
    }
    for (const [i, sum] of sums.entries()) {
      probabilities[i] = (probabilities[i] ?? NaN) + Math.exp(sum) / orders.length;
    }
  }
  return combinations.map((words, i) => ({ words, probability: probabilities[i] ?? NaN }));
}

function setWord(words: Partial<Combination>, at: number, ids: readonly number[] | undefined): Partial<Combination> {
  return Array.from({ length: Math.max(words.length, at + 1) }, (_, i) => (i === at ? ids : words[i]));
}

/** @throws {TaskError} `bad-target` */
function readCombination(model: Model, words: readonly string[], { text, masks }: MaskedText): Combination {
  if (words.length !== masks.length) {
    throw new TaskError(
      "bad-target",
      l10n.t("a combination of {0} words, expected one for each of {1} masks", words.length, masks.length),
    );
  }
  return masks.map((mask, i) => readTarget(model, words[i] ?? "", { mask, before: readBefore(text, mask) }));
}

function readOriginals(model: Model, { text, masks }: MaskedText): Combination | undefined {
  const originals = masks
    .map((mask) => readOriginal(model, mask, readBefore(text, mask)))
    .filter((ids) => ids !== undefined);
  return originals.length === masks.length ? originals : undefined;
}

/** @throws {TaskError} `too-long` unless every mask stands in the window. */
function fitTogether({ info }: Model, { masks }: MaskedText, contexts: readonly ReadContext[]): readonly ReadContext[] {
  const isInside = contexts.every(({ a, index, width = 1 }) => index >= 0 && index + width <= a.length);
  if (isInside) return contexts;
  const apart = (masks.at(-1)?.index ?? 0) - (masks[0]?.index ?? 0);
  throw new TaskError(
    "too-long",
    l10n.t(
      "the first and the last mask stand {0} tokens apart and the model reads {1}, expected masks that can be read together",
      apart,
      info.maxTokens,
    ),
  );
}

/** Gives the words of a combination as they would stand in the text. */
function describeWith(model: Model, text: string, questions: readonly Question[]) {
  const writes = questions.map(({ mask, words }) => {
    const opens = model.tokenizer.vocabulary.opensWord(readBefore(text, mask));
    return (ids: readonly number[]) =>
      words?.find((word) => word.ids.join() === ids.join())?.text ??
      toFill(model, { ids, logProbability: 0 }, { original: mask.original, opens }).text;
  });
  return ({ words, probability }: { readonly words: Combination; readonly probability: number }) => ({
    texts: writes.map((write, i) => write(words[i] ?? [])),
    probability,
  });
}
