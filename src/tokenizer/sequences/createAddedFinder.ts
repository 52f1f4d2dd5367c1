import type { Specials, TokenKind, Vocabulary } from "../encoding";
import { type AddedToken, SPECIAL_ROLES } from "../tokenizerSpec";
import type { CharacterClasses } from "../words/characterClasses";
import { normalizeText } from "../words/normalizeText";
import type { NormalizedWord } from "../words/normalizeWord";
import { createPattern } from "./createPattern";
import type { FoundSpecial, SpecialsFinder } from "./createSpecialsFinder";

/** A token that is looked for. */
interface Sought extends AddedToken {
  readonly text: string;
  readonly kind: TokenKind;
}

/** Finds tokens by their content, written or normalized. */
interface Matcher {
  readonly pattern: RegExp;
  readonly tokens: ReadonlyMap<string, Sought>;
}

/**
 * Makes a function that lists the special and added tokens of a text in order. Tokens that are not normalized are found
 * first, in the text as written. The others are found in what is left, cleaned and lower-cased.
 *
 * The reference finds a normalized token that begins or ends within one character as written (a part of a Hangul
 * syllable) too. Such a token is not found here: no span can say where it stands.
 *
 * @param characters - Undefined where texts are not normalized: then all tokens are found in the text as written.
 * Source: huggingface/tokenizers v0.23, added_vocabulary.rs, `extract_and_normalize` and `find_matches`.
 */
export function createAddedFinder(
  vocabulary: Vocabulary,
  added: readonly AddedToken[],
  characters: CharacterClasses | undefined,
): SpecialsFinder {
  const all = listSought(vocabulary, added);
  const isMask = ({ kind }: Sought) => kind === "mask";
  const isOwn = ({ kind }: Sought) => kind === "word";
  const matchers = {
    none: createMatchers(
      all.filter((token) => isOwn(token) && !token.special),
      characters,
    ),
    mask: createMatchers(
      all.filter((token) => isOwn(token) || isMask(token)),
      characters,
    ),
    reference: createMatchers(all, characters),
  } satisfies Record<Specials, unknown>;
  return (text, specials) => {
    const { written, normalized } = matchers[specials];
    const found = matchAll(text, written);
    if (normalized.tokens.size === 0 || characters === undefined) return found;
    const all: FoundSpecial[] = [];
    let from = 0;
    for (const token of [...found, undefined]) {
      const left = normalizeText(text.slice(from, token?.start), characters);
      for (const match of matchAll(left.text, normalized)) all.push(...placeMatch(left, match, from));
      if (token === undefined) continue;
      all.push(token);
      from = token.end;
    }
    return all;
  };
}

/** The special pieces, and the added ones with their own settings. */
function listSought(vocabulary: Vocabulary, added: readonly AddedToken[]): readonly Sought[] {
  const specials = SPECIAL_ROLES.flatMap((role) => vocabulary.specials[role] ?? []);
  const kinds = new Map<number, TokenKind>(specials.map(({ id, kind }) => [id, kind]));
  const known = new Set(added.map(({ id }) => id));
  const plain = { special: true, normalized: false, singleWord: false, lstrip: false, rstrip: false };
  return [
    ...added.map((token) => ({ ...token, text: vocabulary.readPiece(token.id), kind: kinds.get(token.id) ?? "word" })),
    ...specials.filter(({ id }) => !known.has(id)).map((piece) => ({ ...plain, ...piece })),
  ];
}

function createMatchers(
  tokens: readonly Sought[],
  characters: CharacterClasses | undefined,
): Readonly<Record<"written" | "normalized", Matcher>> {
  const isNormalized = (token: Sought) => token.normalized && characters !== undefined;
  const written = tokens.filter((token) => !isNormalized(token));
  const normalized = tokens.filter(isNormalized);
  return {
    written: createMatcher(written.map((token) => [token.text, token])),
    normalized: createMatcher(normalized.map((token) => [normalize(token.text, characters), token])),
  };
}

function normalize(text: string, characters: CharacterClasses | undefined): string {
  return characters === undefined ? text : normalizeText(text, characters).text;
}

function createMatcher(entries: readonly (readonly [content: string, token: Sought])[]): Matcher {
  const tokens = new Map<string, Sought>();
  // Of two tokens that are normalized alike the first is found. The reference finds one at random.
  for (const [content, token] of entries) if (content !== "" && !tokens.has(content)) tokens.set(content, token);
  return { pattern: createPattern([...tokens.keys()]), tokens };
}

function matchAll(text: string, { pattern, tokens }: Matcher): readonly FoundSpecial[] {
  const found: FoundSpecial[] = [];
  let reached = 0;
  for (const match of text.matchAll(pattern)) {
    const token = tokens.get(match[0]);
    let start = match.index;
    let end = start + match[0].length;
    if (token === undefined || (token.singleWord && isInWord(text, start, end))) continue;
    while (token.lstrip && start > reached && isSpace(text, start - 1)) start -= 1;
    while (token.rstrip && isSpace(text, end)) end += 1;
    found.push({ text: token.text, id: token.id, kind: token.kind, start, end });
    reached = end;
  }
  return found;
}

function isInWord(text: string, start: number, end: number): boolean {
  // Two units hold the whole character beside the token; of a pair that is cut, the half is no part of a word.
  return WORD_END.test(text.slice(Math.max(0, start - 2), start)) || WORD_START.test(text.slice(end, end + 2));
}

/** What Rust's `regex` calls a character of a word. */
const WORD = String.raw`[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]`;
const WORD_START = new RegExp(`^${WORD}`, "u");
const WORD_END = new RegExp(`${WORD}$`, "u");

function isSpace(text: string, index: number): boolean {
  return /^\p{White_Space}$/u.test(text.charAt(index));
}

/**
 * The match in the text as written, whose part `left` starts at `offset`; none if it cuts a character. The spaces that
 * normalizing puts around an ideograph belong to the ideograph, not to a token that takes in the spaces beside it.
 */
function placeMatch(left: NormalizedWord, match: FoundSpecial, offset: number): readonly FoundSpecial[] {
  const { text, starts, ends } = left;
  let { start, end } = match;
  const startsInside = () => starts[start] === starts[start - 1];
  const endsInside = () => ends[end] === ends[end - 1];
  while (start < end && startsInside() && text[start] === " ") start += 1;
  while (start < end && endsInside() && text[end - 1] === " ") end -= 1;
  if (start === end || startsInside() || endsInside()) return [];
  return [{ ...match, start: offset + (starts[start] ?? 0), end: offset + (ends[end - 1] ?? 0) }];
}
