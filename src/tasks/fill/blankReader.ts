import type { Model } from "../model/model";
import type { IsWord } from "../words/knownWords";
import type { ReadContext } from "./fitMasks";
import { readAround } from "./knownFills";
import type { Mask } from "./maskedText";
import { readMasks } from "./readMasks";
import { createWordScorer, type Word, type WordScorer } from "./wordScorer";

/** A mask, and what may fill it. */
export interface Question {
  readonly mask: Mask;
  /** The only words that may. */
  readonly words: readonly { readonly text: string; readonly ids: readonly number[] }[] | undefined;
  /** Fewest and most pieces of the others. */
  readonly least: number;
  readonly most: number;
  /** Pieces that the mask may come to stand for. */
  readonly longest: number;
}

/** Pieces of the words that are written in some of the masks; the others stay masks. */
export type SomeWords = readonly (readonly number[] | undefined)[];

/** Reads what the model says of one mask where others have their words. */
export interface BlankReader {
  /** A scorer of mask `at` for each of the texts. Those that it has read before cost nothing. */
  open(texts: readonly SomeWords[], at: number): Promise<readonly WordScorer[]>;
  /** The best words for mask `at`, at most `top`. */
  findWords(scorer: WordScorer, at: number, top: number): Promise<readonly Word[]>;
}

interface BlankReaderOptions {
  /** All of it: what stands before a mask decides how its fills are written. */
  readonly text: string;
  readonly questions: readonly Question[];
  /** Of each mask, while the others are masks. They share one sequence, which leaves room for all words. */
  readonly contexts: readonly ReadContext[];
  readonly isWord: IsWord;
  readonly maxPieces: number;
}

export function createBlankReader(
  model: Model,
  { text, questions, contexts, isWord, maxPieces }: BlankReaderOptions,
): BlankReader {
  const known = new Map<string, WordScorer>();
  return {
    async open(texts, at) {
      const keys = texts.map((words) => `${at} ${JSON.stringify(words)}`);
      const fresh = new Map(keys.flatMap((key, i) => (known.has(key) ? [] : [[key, texts[i] ?? []] as const])));
      const written = [...fresh.values()].map((words) => writeWords(model, contexts, { words, at }));
      const answers = written.length === 0 ? [] : await readMasks(model, written, undefined);
      // A blank that says how many pieces it takes is of the words of that length alone.
      const ofWords = maxPieces > 1 && questions[at]?.mask.blank?.pieces === undefined;
      for (const [i, key] of [...fresh.keys()].entries()) {
        const [context, answer] = [written[i], answers[i]];
        if (context === undefined || answer === undefined) throw new RangeError(`text ${i} of ${written.length}`);
        known.set(key, createWordScorer(model, context, { logits: answer.logits, ofWords }));
      }
      return keys.flatMap((key) => known.get(key) ?? []);
    },
    async findWords(scorer, at, top) {
      const question = questions[at];
      if (question === undefined) throw new RangeError(`mask ${at} of ${questions.length}`);
      const { mask, words, least, most } = question;
      const found = words
        ? await scorer.scoreWords(words.map(({ ids }) => ids))
        : await scorer.findWords(top, {
            leastPieces: least,
            maxPieces: most,
            isWord,
            around: readAround(model.tokenizer, text, mask),
          });
      return found.sort((x, y) => y.logProbability - x.logProbability).slice(0, top);
    },
  };
}

/** The context of mask `at`, with these words in place of other masks. */
function writeWords(
  { tokenizer }: Model,
  contexts: readonly ReadContext[],
  { words, at }: { readonly words: SomeWords; readonly at: number },
): ReadContext {
  const own = contexts[at];
  if (own === undefined) throw new RangeError(`mask ${at} of ${contexts.length}`);
  const a = [...own.a];
  let shift = 0;
  // From the last to the first: those before keep their places.
  for (const [i, context] of [...contexts.entries()].reverse()) {
    const ids = words[i];
    const mask = own.a[context.index];
    if (ids === undefined || mask === undefined) continue;
    const width = context.width ?? 1;
    const pieces = ids.map((id) => ({ ...mask, id, text: tokenizer.vocabulary.readPiece(id) }));
    a.splice(context.index, width, ...pieces);
    if (i < at) shift += ids.length - width;
  }
  return { ...own, a, index: own.index + shift };
}
