/* eslint-disable regexp/no-super-linear-move, regexp/no-super-linear-backtracking -- a text to reword has at most MOST_UNITS characters, which rewordText.ts checks. */
import type { Span } from "../../text/spans/span";

/** Words that turn a sentence around, and those that bound what it says. */
const NEGATION =
  /(?<![\p{L}\p{N}])(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|scarcely|barely|seldom|rarely|unless|except|instead|only|\p{L}+n['’]t|(?:ca|wo|do|does|did|is|are|was|were|has|have|had|could|should|would)nt)(?![\p{L}\p{N}])/giu;

/** What a writer did not write in own words, or what must stand as it is. */
const FIXED: readonly RegExp[] = [
  // Code, and what is quoted. A lone apostrophe is none: quotes stand at the edges of words.
  /`[^`]*`/g,
  /"[^"]*"|“[^”]*”|«[^»]*»|‘[^’]*’(?!\p{L})/gu,
  /(?<![\p{L}\p{N}])'[^']+'(?![\p{L}\p{N}])/gu,
  // Links and addresses.
  /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S+/gi,
  /[^\s@]+@[^\s@]+\.[\p{L}\p{N}-]+/gu,
  /!?\[[^\]]*\](?:\([^)]*\))?/g,
  // Options, paths, files, calls, names with signs or capitals inside, and all with a digit.
  /(?<!\S)-{1,2}[\p{L}][\p{L}\p{N}-]*/gu,
  /[\p{L}\p{N}_.$~/\\-]*[_/\\$~][\p{L}\p{N}_.$~/\\-]*/gu,
  /\p{L}[\p{L}\p{N}]*(?:\.\p{L}[\p{L}\p{N}]*)+|\.\p{L}[\p{L}\p{N}]*|[\p{L}\p{N}]+\(\)|[\p{L}\p{N}]+::[\p{L}\p{N}:]+/gu,
  /\p{L}*\p{Ll}\p{Lu}[\p{L}\p{N}]*/gu,
  /[\p{L}.,:-]*\p{N}[\p{L}\p{N}.,:%-]*/gu,
  /(?<![\p{L}\p{N}])(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\p{L}+)?|hundreds?|thousands?|millions?|billions?|dozens?|once|twice|half)(?![\p{L}\p{N}])/giu,
];

/** Capitals inside a sentence: names. "I" is none. */
const NAME = /\p{Lu}[\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;
const STARTS_SENTENCE = /(?:^|[.!?…:]["'”’)]*\s+)["'“‘([*_>-]*\s*$/;

/**
 * The parts of a text that no rewrite touches: negation, numbers, code, links, names, quotations.
 *
 * @param given - Further ones: what the caller knows of the document.
 */
export function listKept(text: string, given: readonly Span[] = []): readonly Span[] {
  const found = [NEGATION, ...FIXED].flatMap((pattern) => listMatches(text, pattern));
  const names = listMatches(text, NAME).filter(({ start, end }) => isName(text, start, text.slice(start, end)));
  return [...given, ...found, ...names].sort((a, b) => a.start - b.start);
}

/** Every negation of a text, in order and in small letters: a rewrite has the same. */
export function listNegations(text: string): readonly string[] {
  return listMatches(text, NEGATION).map(({ start, end }) => text.slice(start, end).toLowerCase().replace("’", "'"));
}

/** Whether a change of this range would touch what is kept; what is added may stand beside it. */
export function touchesKept(kept: readonly Span[], { start, end }: Span): boolean {
  return kept.some((span) =>
    span.start === span.end
      ? start < span.start && span.start < end
      : (start < span.end && span.start < end) || (start === end && span.start < start && start < span.end),
  );
}

function listMatches(text: string, pattern: RegExp): readonly Span[] {
  return Array.from(text.matchAll(pattern), ({ 0: match, index }) => ({ start: index, end: index + match.length }));
}

function isName(text: string, start: number, word: string): boolean {
  if (/^I(?:['’]\p{L}+)?$/u.test(word)) return false;
  // A word in capitals alone is an abbreviation wherever it stands.
  if (/^\p{Lu}{2,}/u.test(word)) return true;
  return !STARTS_SENTENCE.test(text.slice(Math.max(0, start - 20), start));
}
