import type { Tokenizer } from "../../tokenizer/encoding";
import type { SlipTables } from "./candidates/slipTables";
import { CANDIDATE_KINDS, type CandidateKind, WordCandidates } from "./candidates/wordCandidates";

/** A word that may have been meant. */
export interface PieceCandidate {
  /** Of its piece. */
  readonly id: number;
  /** As the vocabulary spells it. */
  readonly text: string;
  /** The surest of the reasons for it. */
  readonly kind: CandidateKind;
}

/** The words of one vocabulary that may stand for each other, and contractions, which are several pieces. */
export class SlipLexicon {
  readonly #tokenizer: Tokenizer;
  readonly #words: ReadonlySet<string>;
  readonly #candidates: WordCandidates;
  readonly #pieces = new Map<number, readonly PieceCandidate[]>();
  /** "its" → "it's". */
  readonly #apart = new Map<string, string>();
  /** "it's" → "its". */
  readonly #together = new Map<string, string>();

  /** @param words - English words in small letters. */
  constructor(tokenizer: Tokenizer, words: ReadonlySet<string>, tables: SlipTables) {
    this.#tokenizer = tokenizer;
    this.#words = words;
    const { confusions, forms, little } = tables;
    const listed = new Set([...confusions, ...forms, ...little].flatMap((group) => group.words));
    this.#candidates = new WordCandidates(listKnown(tokenizer, words, listed), tables);
    for (const { words: group, kind } of confusions) {
      const [word, contraction] = group;
      if (kind !== "apart" || word === undefined || contraction === undefined) continue;
      if (!this.#apart.has(word)) this.#apart.set(word, contraction);
      if (!this.#together.has(contraction)) this.#together.set(contraction, word);
    }
  }

  /** @param letters - In small letters. */
  isWord(letters: string): boolean {
    return this.#words.has(letters);
  }

  /** The contraction that a word is taken for: "it's" for "its". */
  findContraction(word: string): string | undefined {
    return this.#apart.get(word);
  }

  /** The word that a contraction is taken for: "its" for "it's". */
  findUncontracted(contraction: string): string | undefined {
    return this.#together.get(contraction);
  }

  /** The words that may have been meant where a word of one piece stands, in its own case. */
  findCandidates(id: number): readonly PieceCandidate[] {
    let found = this.#pieces.get(id);
    if (found === undefined) this.#pieces.set(id, (found = this.#build(this.#tokenizer.vocabulary.readPiece(id))));
    return found;
  }

  #build(piece: string): readonly PieceCandidate[] {
    const word = piece.toLowerCase();
    const isCapitalized = this.#tokenizer.cased && word !== piece;
    if (isCapitalized && piece !== capitalize(word)) return [];
    const found = new Map<number, PieceCandidate>();
    const candidates = this.#candidates.find(word);
    for (const kind of CANDIDATE_KINDS) {
      for (const other of candidates[kind]) {
        const text = isCapitalized ? capitalize(other) : other;
        const id = this.#tokenizer.vocabulary.findId(text);
        if (id !== undefined && !found.has(id)) found.set(id, { id, text, kind });
      }
    }
    return [...found.values()];
  }
}

/** The pieces that are words by themselves; most other beginnings ("theor") are no words. */
function listKnown(
  { vocabulary }: Tokenizer,
  words: ReadonlySet<string>,
  listed: ReadonlySet<string>,
): readonly string[] {
  const known: string[] = [];
  for (let id = 0; id < vocabulary.size; id++) {
    const piece = vocabulary.readPiece(id);
    if (words.has(piece) || listed.has(piece)) known.push(piece);
  }
  return known;
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
