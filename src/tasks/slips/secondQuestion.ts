import type { ModelInput } from "../model/model";
import { selectMaskPiece } from "../sequences/selectMaskPiece";
import { type AroundReading, askAroundEdit } from "./askAroundEdit";
import { isDoubted, isStrange } from "./isStrange";
import { listLogProbabilities, type MaskedPlace, type MaskedQuestion } from "./maskedQuestion";
import { selectSlips } from "./selectSlips";
import type { Draft, SlipReading } from "./slipDraft";
import type { SlipKit } from "./slipQuestion";
import type { FoundSlips, SlipRule } from "./slipsRequest";
import { buildThirdQuestion } from "./thirdQuestion";

/** Where there was no first reading, a word is doubted if its score is above this. */
const DOUBTED_NATS = 3;

/** The share of what the mask says beside the first reading. */
const MASK_SHARE = 0.5;

/** The share of the pieces around a word that is missing, beside how well that word fits. */
const AROUND_MISSING = 0.5;

/** The second reading: what the first one doubted is masked and read again. */
export function buildSecondQuestion(kit: SlipKit, reading: SlipReading): MaskedQuestion {
  const { sentence } = reading;
  const { info } = kit.model;
  const isTaught = info.slipActions !== undefined;
  if (isStrange(kit.lexicon, reading)) return { masked: [], read: () => finish([]) };
  const asked = [...new Set(reading.drafts.flatMap(({ candidate, word }) => (candidate ? [word] : [])))];
  const around = new Map(
    reading.drafts.flatMap((draft) => {
      const input = sentence.inputs[draft.edit?.input ?? NaN];
      if (draft.edit === undefined || input === undefined) return [];
      return [[draft, askAroundEdit(kit.model.tokenizer, input, draft.edit, info.maxTokens)]];
    }),
  );
  const words = asked.map((index) => maskWord(kit, sentence, index));

  function finish(drafts: readonly Draft[]): FoundSlips {
    return {
      slips: selectSlips(info, drafts, sentence),
      ...(!isTaught && { by: "masks" as const }),
      ...(sentence.inputs.length > 1 && {
        read: { windows: sentence.inputs.length, span: { start: 0, end: sentence.text.length } },
      }),
    };
  }
  return {
    masked: [...words, ...[...around.values()].flatMap((each) => each.masked)],
    read(rows) {
      const logProbabilities = listLogProbabilities(rows);
      const rowOf = new Map(asked.map((index, i) => [index, logProbabilities[i]]));
      let from = asked.length;
      const nats = new Map(
        [...around].map(([draft, each]) => {
          const answers = logProbabilities.slice(from, (from += each.masked.length));
          return [draft, addAround(draft.rule, each.read(answers))];
        }),
      );
      const judged = reading.drafts.map((draft): Draft => {
        const { candidate, word, score } = draft;
        if (draft.edit !== undefined) return { ...draft, score: score + (nats.get(draft) ?? NaN) };
        const logProbability = candidate && rowOf.get(word);
        if (candidate === undefined || logProbability === undefined) return draft;
        const own = logProbability(sentence.words[word]?.ids[0] ?? NaN);
        const best = logProbability(candidate.id);
        const first = isTaught ? score : score + best - own;
        return { ...draft, score: first + MASK_SHARE * (best - own + best) };
      });
      if (isTaught) return buildThirdQuestion(kit, { sentence, drafts: judged, finish });
      const doubted = new Set(
        judged.flatMap(({ candidate, word, score }) => (candidate && score > DOUBTED_NATS ? [word] : [])),
      );
      // Without a first reading, the masks tell whether the sentence is strange throughout.
      return isDoubted(doubted.size, asked.length) ? finish([]) : finish(judged);
    },
  };
}

/** What a second reading adds to the score of a word too many or missing. The shares are measured on writers' slips. */
function addAround(rule: SlipRule, { around, inserted }: AroundReading): number {
  return rule === "missing" ? AROUND_MISSING * around + inserted : around;
}

function maskWord(
  { model: { tokenizer } }: SlipKit,
  { words, inputs }: SlipReading["sentence"],
  index: number,
): MaskedPlace {
  const word = words[index];
  const input: ModelInput | undefined = word && inputs[word.input];
  if (word === undefined || input === undefined) throw new RangeError(`word ${index} of ${words.length}`);
  const ids = [...input.ids];
  ids[word.position] = selectMaskPiece(tokenizer).id;
  return { input: { ids, segments: input.segments }, position: word.position };
}
