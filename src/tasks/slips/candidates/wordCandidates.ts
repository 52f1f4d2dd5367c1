import { listBases, listForms } from "./listForms";
import { listNeighbours } from "./listNeighbours";
import { listVariants } from "./listVariants";
import type { SlipTables, WordGroup } from "./slipTables";

/**
 * Why one word may stand where another was meant: a listed confusion, one little word for another of its class, another
 * form of the word, or one letter more, less, other or swapped. The surest first.
 */
export const CANDIDATE_KINDS = ["listed", "little", "endings", "letters"] as const;
export type CandidateKind = (typeof CANDIDATE_KINDS)[number];

/** A word's candidates by kind, each list sorted. A word may be in several lists. */
export type Candidates = Readonly<Record<CandidateKind, readonly string[]>>;

/** Most such pieces of a vocabulary are no words, so those are taken alone that the tables have. */
const SHORT = 2;

/**
 * Which words may stand by mistake where another one was meant: `models/recipe/candidates.py` in TypeScript, word by word
 * when asked. Each kind is symmetric. British and American spelling are no candidates of each other.
 */
export class WordCandidates {
  readonly #words = new Set<string>();
  readonly #little: ReadonlySet<string>;
  readonly #groups: Readonly<Record<"listed" | "little" | "endings", ReadonlyMap<string, ReadonlySet<string>>>>;
  readonly #found = new Map<string, Candidates>();

  /** @param known - Words in small letters; others are passed over. */
  constructor(known: Iterable<string>, { confusions, forms, little }: SlipTables) {
    this.#little = new Set(little.flatMap(({ words }) => words));
    for (const word of known) {
      if (/^[a-z]+$/.test(word) && (word.length > SHORT || this.#little.has(word))) this.#words.add(word);
    }
    this.#groups = {
      listed: pairUp(confusions.filter(({ kind }) => kind !== "apart")),
      little: pairUp(little),
      endings: pairUp(forms),
    };
  }

  get size(): number {
    return this.#words.size;
  }

  /** Nothing for a word that is not known. */
  find(word: string): Candidates {
    let found = this.#found.get(word);
    if (found === undefined) this.#found.set(word, (found = this.#build(word)));
    return found;
  }

  #build(word: string): Candidates {
    if (!this.#words.has(word)) return NONE;
    const variants = listVariants(word);
    const finish = (others: Iterable<string>) =>
      [...new Set(others)]
        .filter((other) => other !== word && this.#words.has(other))
        .filter((other) => !variants.includes(other) && !listVariants(other).includes(word))
        .sort();
    const { listed, little, endings } = this.#groups;
    return {
      listed: finish(listed.get(word) ?? []),
      little: finish(little.get(word) ?? []),
      endings: finish([...(endings.get(word) ?? []), ...this.#listForms(word)]),
      letters: finish(listNeighbours(word, this.#words)),
    };
  }

  /** Of every word that this one may be a form of, all forms. The forms of little words are listed: rules make "thing" of "the". */
  #listForms(word: string): readonly string[] {
    return listBases(word)
      .filter((base) => this.#words.has(base) && !this.#little.has(base))
      .map(listForms)
      .filter((forms) => forms.includes(word))
      .flat();
  }
}

const NONE: Candidates = { listed: [], little: [], endings: [], letters: [] };

/** Each word's other words of its groups. */
function pairUp(groups: readonly WordGroup[]): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = new Map<string, Set<string>>();
  for (const { words } of groups) {
    for (const word of words) {
      let others = pairs.get(word);
      if (others === undefined) pairs.set(word, (others = new Set()));
      for (const other of words) others.add(other);
    }
  }
  return pairs;
}
