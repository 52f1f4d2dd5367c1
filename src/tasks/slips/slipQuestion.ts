import type { CandidatesAsked, Model, ModelInput } from "../model/model";
import { selectArticle } from "./article/selectArticle";
import type { CandidateKind } from "./candidates/wordCandidates";
import { cutWords, type SentenceWord, type SlipSentence } from "./cutWords";
import { listActions } from "./listActions";
import { listDoubles } from "./listDoubles";
import type { Draft, SlipAnswers, SlipReading } from "./slipDraft";
import type { PieceCandidate, SlipLexicon } from "./slipLexicon";
import { writeLike } from "./writeLike";

/** What a sentence's words are judged with. */
export interface SlipKit {
  readonly model: Pick<Model, "info" | "tokenizer">;
  readonly lexicon: SlipLexicon;
  /** What stands in the document where the sentence has a placeholder: "an `OrderShipped` event" is read as "an code event". */
  readonly hidden?: readonly HiddenText[] | undefined;
}

export interface HiddenText {
  /** Of the placeholder, in the sentence. */
  readonly start: number;
  readonly text: string;
}

/** The first reading: the sentence as it stands, all words at once. Several questions may share a run. */
export interface SlipQuestion {
  /** Empty where the model was not taught to find slips: then each word is masked, which is the second reading. */
  readonly inputs: readonly ModelInput[];
  /** `input` counts in `inputs`. */
  readonly candidates: readonly CandidatesAsked[];
  /** @param answers - A row for each of `candidates`, and one for each of `inputs`. */
  readonly read: (answers: SlipAnswers) => SlipReading;
}

/**
 * Candidates whose logit is less than this above the written word's are not read again. A listed confusion is worth a
 * mask sooner: seeing the written word, the model believes it too readily.
 */
const LEAST_GAP: Readonly<Record<CandidateKind, number>> = { listed: -3, little: -1, endings: -1, letters: -1 };
/** Most candidates of a word that are read again. */
const MOST_AGAIN = 8;
/** Sentences of fewer words are headings, labels and the like. */
const LEAST_WORDS = 3;
/** How sure the rule of a/an is by itself, in nats: of 9,000 articles in held-out prose it doubts 20, most of them rightly. */
const ARTICLE_NATS = 6;

/** A word that is judged, and what may have been meant. */
interface Asked {
  readonly index: number;
  readonly word: SentenceWord;
  readonly candidates: readonly PieceCandidate[];
  /** It is an article, and the next word asks for the other one, which is the first candidate. */
  readonly article?: "seen" | "hidden";
}

export function buildSlipQuestion(kit: SlipKit, text: string): SlipQuestion {
  const { info, tokenizer } = kit.model;
  const sentence = cutWords(tokenizer, text, info.maxTokens);
  const asked = countWords(sentence) < LEAST_WORDS ? [] : listAsked(kit, sentence);
  const isTaught = info.slipActions !== undefined;
  return {
    inputs: isTaught ? sentence.inputs : [],
    candidates: isTaught
      ? asked.map(({ word: { input, position, ids }, candidates }) => ({
          input,
          position,
          pieces: [...ids, ...candidates.map(({ id }) => id)],
        }))
      : [],
    read: ({ candidates: rows, actions }) => {
      const gaps = isTaught ? asked.map((_, i) => readGaps(rows?.[i])) : undefined;
      return {
        sentence,
        drafts: [
          ...asked.flatMap((each, i) => listWordDrafts(sentence, each, gaps?.[i])),
          ...listActions(kit, sentence, actions),
          ...listDoubles(kit, sentence, actions),
        ],
        judged: asked.length,
        doubted: gaps?.filter((row) => row.some((gap) => gap > 0)).length ?? 0,
      };
    },
  };
}

function countWords({ words }: SlipSentence): number {
  return words.filter(({ isWord }) => isWord).length;
}

function listAsked(kit: SlipKit, sentence: SlipSentence): readonly Asked[] {
  return sentence.words.flatMap((word, index): readonly Asked[] => {
    const [id] = word.ids;
    if (!word.isJudged || word.ids.length !== 1 || id === undefined) return [];
    const candidates = kit.lexicon.findCandidates(id);
    if (/^an?$/i.test(word.text)) return askArticle(kit, sentence, { index, word, candidates });
    return candidates.length === 0 || isPlaceholder(kit, word) ? [] : [{ index, word, candidates }];
  });
}

/** Words that stand for code, links and formulas are no words of the writer's. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(["code", "link", "x"]);

/** Where nobody said what is hidden, every such word may be a placeholder. */
export function isPlaceholder({ hidden }: SlipKit, { text, start }: SentenceWord): boolean {
  return hidden === undefined ? PLACEHOLDERS.has(text) : hidden.some((each) => each.start === start);
}

/** The other article is a candidate only if the next word asks for it, or may have either. */
function askArticle(kit: SlipKit, { text, words }: SlipSentence, asked: Asked): readonly Asked[] {
  const { word, index } = asked;
  const next = words[index + 1];
  const behind = text.slice(word.end);
  if (next === undefined || !/^\s/.test(behind)) return [];
  const written = word.text.toLowerCase();
  const hidden = kit.hidden?.find(({ start }) => start === next.start);
  const others = asked.candidates.filter(({ text: other }) => !/^an?$/i.test(other));
  if (hidden === undefined && isPlaceholder(kit, next)) return [{ ...asked, candidates: others }];
  const after = hidden?.text ?? behind.trimStart();
  const wanted = selectArticle(after, (letters) => kit.lexicon.isWord(letters));
  if (wanted === written || wanted === undefined) return [{ ...asked, candidates: others }];
  const right = asked.candidates.filter(({ text: other }) => other.toLowerCase() === wanted);
  if (right.length === 0) return [{ ...asked, candidates: others }];
  // "An" may also be "and" without its end.
  return [{ ...asked, candidates: [...right, ...others], article: hidden === undefined ? "seen" : "hidden" }];
}

/** The logit of each candidate less that of the word itself, which comes first in its row. */
function readGaps(row: Float32Array | undefined): readonly number[] {
  if (row === undefined) throw new RangeError("a word was asked about and not answered");
  const [own = NaN, ...others] = row;
  return others.map((logit) => logit - own);
}

/** @param gaps - Of the candidates; absent where there was no first reading. */
function listWordDrafts(
  sentence: SlipSentence,
  { index, word, candidates, article }: Asked,
  gaps: readonly number[] | undefined,
): readonly Draft[] {
  const drafts = candidates.map((candidate, i): Draft => {
    const { start, end } = word;
    const suggestion = writeLike(candidate.text, word, sentence);
    return { start, end, rule: "slip", suggestion, score: gaps?.[i] ?? 0, word: index, candidate };
  });
  const [first] = drafts;
  const others = article === undefined ? drafts : drafts.slice(1);
  const again =
    gaps === undefined
      ? others
      : others
          .filter(({ score, candidate }) => candidate && score >= LEAST_GAP[candidate.kind])
          .sort((a, b) => b.score - a.score)
          .slice(0, MOST_AGAIN);
  return article === undefined || first === undefined ? again : [...again, toArticle(first, article)];
}

/** Of a word that it cannot see, the model knows nothing. */
function toArticle(draft: Draft, article: "seen" | "hidden"): Draft {
  const rated: Draft = { ...draft, rule: "article", sure: ARTICLE_NATS };
  return article === "seen" ? rated : { ...rated, score: 0, candidate: undefined };
}
