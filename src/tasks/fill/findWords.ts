import type { Tokenizer } from "../../tokenizer/encoding";
import { selectTop } from "../model/selectTop";
import { readWord } from "../sequences/readWord";
import type { IsWord } from "../words/knownWords";
import { classifyPieces, CONTINUATION, WORD } from "./pieceKinds";
import type { Word } from "./wordScorer";

export interface FindOptions {
  /** Fewest pieces of a word. Default: 1. */
  readonly leastPieces?: number;
  readonly maxPieces: number;
  readonly isWord: IsWord;
  /** Letters of the text that touch the mask: with `before`, it stands inside a word. */
  readonly around: {
    readonly before: string;
    readonly after: string;
    /** The first piece is one that begins words; else only continuations fit. */
    readonly opens: boolean;
    /** The mask stands at the start of the text. */
    readonly isFirst: boolean;
  };
}

/** Reads log-probabilities of all pieces. */
export interface PieceReader {
  /** At the one mask. */
  readonly readSingle: () => Float32Array;
  /** After each list of known pieces, of words of `totals` pieces in all. */
  readonly readNext: (
    prefixes: readonly (readonly number[])[],
    totals: readonly number[],
  ) => Promise<readonly Float32Array[]>;
}

/** Beginnings of longer words that are followed up; more finds rarer words and costs one run each. */
const BEAM = 6;

/** The best words of so many pieces, at most `top` of each length, by beam search; weighed by no length. */
export async function findWords(
  tokenizer: Tokenizer,
  { readSingle, readNext }: PieceReader,
  { top, leastPieces = 1, maxPieces, isWord, around }: FindOptions & { readonly top: number },
): Promise<Word[]> {
  const { vocabulary } = tokenizer;
  const kinds = classifyPieces(tokenizer);
  const continues = around.before !== "";
  const spell = (ids: readonly number[]) => around.before + vocabulary.spell(ids) + around.after;
  const isFirst = (id: number) => kinds[id] === (around.opens ? WORD : CONTINUATION);
  const isInside = continues || around.after !== "";
  // One piece may be a name that no list has; inside a word it is a part of one, and the whole must be known.
  const isSingle = (id: number) => isFirst(id) && (!isInside || isWord(spell([id])));
  const found: Word[] = [];
  if (leastPieces === 1) {
    const alone = readSingle();
    found.push(...selectTop(alone, top, isSingle).map((id) => ({ ids: [id], logProbability: alone[id] ?? NaN })));
  }
  for (let total = Math.max(2, leastPieces); total <= maxPieces; total++) {
    let beam: Word[] = [{ ids: [], logProbability: 0 }];
    for (let piece = 0; piece < total; piece++) {
      const isLast = piece === total - 1;
      const next = await readNext(
        beam.map((word) => word.ids),
        beam.map(() => total),
      );
      const isAllowed = (known: readonly number[]) => (id: number) =>
        piece === 0 ? isFirst(id) : kinds[id] === CONTINUATION && (!isLast || isWord(spell([...known, id])));
      beam = beam
        .flatMap((word, i) => extend(word, next[i] ?? new Float32Array(), isAllowed(word.ids)))
        .sort((x, y) => y.logProbability - x.logProbability)
        .slice(0, isLast ? top : BEAM);
    }
    // A word that the tokenizer cuts in another way is the same word again, at other odds.
    found.push(...beam.filter(({ ids }) => isInside || isOwnSpelling(tokenizer, ids, around)));
  }
  return continues ? dropRepeats(found, spell) : found;
}

/** Whether the tokenizer cuts the word into these pieces. */
function isOwnSpelling(
  tokenizer: Tokenizer,
  ids: readonly number[],
  { opens, isFirst }: FindOptions["around"],
): boolean {
  const own = readWord(tokenizer, tokenizer.vocabulary.spell(ids), isFirst ? "" : opens ? " " : "(");
  return own.length === ids.length && own.every((id, i) => id === ids[i]);
}

/** Inside a word, pieces that are cut in several ways spell the same: the most probable way stays. */
function dropRepeats(words: readonly Word[], spell: (ids: readonly number[]) => string): Word[] {
  const best = new Map<string, Word>();
  for (const word of words) {
    const text = spell(word.ids);
    const other = best.get(text);
    if (other === undefined || other.logProbability < word.logProbability) best.set(text, word);
  }
  return [...best.values()];
}

function extend(word: Word, next: Float32Array, isAllowed: (id: number) => boolean): Word[] {
  return selectTop(next, BEAM, isAllowed).map((id) => ({
    ids: [...word.ids, id],
    logProbability: word.logProbability + (next[id] ?? NaN),
  }));
}
