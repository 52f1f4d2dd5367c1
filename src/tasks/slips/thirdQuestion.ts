import { type AroundEdit, askAroundEdit } from "./askAroundEdit";
import type { SlipSentence } from "./cutWords";
import { listLogProbabilities, type MaskedQuestion } from "./maskedQuestion";
import type { Draft } from "./slipDraft";
import type { PieceCandidate } from "./slipLexicon";
import type { SlipKit } from "./slipQuestion";
import type { FoundSlips } from "./slipsRequest";
import { weighDraft } from "./weighDraft";

/**
 * Other words whose score lies between are read a third time; in nats. Below, nothing that is around makes a word a slip;
 * above, it is one whatever is around. Of 1,000 sentences in order 7 are read a third time.
 */
const UNDECIDED = { from: 2, to: 9 };

/** The share of what the pieces around say beside both readings. It is measured on writers' slips and on drawn ones. */
const AROUND_SHARE = 0.5;

export interface JudgedTwice {
  readonly sentence: SlipSentence;
  readonly drafts: readonly Draft[];
  readonly finish: (drafts: readonly Draft[]) => FoundSlips;
}

/**
 * The third reading, of another word that two readings leave undecided: how well do the pieces around go with it, and how
 * well with the word that stands there?
 */
export function buildThirdQuestion(
  { model }: SlipKit,
  { sentence, drafts, finish }: JudgedTwice,
): FoundSlips | MaskedQuestion {
  const around = new Map(
    drafts.flatMap((draft): (readonly [Draft, AroundEdit])[] => {
      const word = sentence.words[draft.word];
      const input = word && sentence.inputs[word.input];
      if (!isUndecided(draft) || word === undefined || input === undefined) return [];
      const { position: start } = word;
      const edit = { input: word.input, start, end: start + 1, pieces: [draft.candidate.id], isRead: true } as const;
      return [[draft, askAroundEdit(model.tokenizer, input, edit, model.info.maxTokens)]];
    }),
  );
  if (around.size === 0) return finish(drafts);
  return {
    masked: [...around.values()].flatMap(({ masked }) => masked),
    read(rows) {
      const answers = listLogProbabilities(rows);
      let from = 0;
      const nats = new Map(
        [...around].map(([draft, edit]) => {
          const own = answers.slice(from, (from += edit.masked.length));
          return [draft, edit.read(own).around];
        }),
      );
      return finish(drafts.map((draft) => ({ ...draft, score: draft.score + AROUND_SHARE * (nats.get(draft) ?? 0) })));
    },
  };
}

function isUndecided(draft: Draft): draft is Draft & { readonly candidate: PieceCandidate } {
  if (draft.rule !== "slip" || !draft.candidate) return false;
  const score = weighDraft(draft, true);
  return score >= UNDECIDED.from && score <= UNDECIDED.to;
}
