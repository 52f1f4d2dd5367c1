import type { BlockMemory } from "../text/formats/extractProse";
import type { Format } from "../text/formats/format";
import type { Sentence } from "../text/spans/sentence";
import type { Span } from "../text/spans/span";
import { listSwitches, type NamedRule, type Switch } from "./listSwitches";
import { ALL_OWN, isOwnId, muteRules, unmuteRules } from "./mutedRules";
import { findRule, RULES } from "./rules";

/** Where a document asks for no marks. */
export interface Muting {
  /** For each sentence, the rules that may not mark it: ask `isMutedRule`. */
  readonly muted: readonly (readonly string[])[];
  /** Names in the comments that are the id of no rule that is known here: rules of files are not. */
  readonly unknownRules: readonly NamedRule[];
}

const ALL = [...RULES.map(({ id }) => id), ALL_OWN];
const NONE: readonly string[] = [];
/** Lines without words between a comment and the line that it is about. Further away, nobody would look for it. */
const MOST_SKIPPED = 20;

/**
 * Reads the comments that turn marks off:
 *
 * - `cloze-disable`: to the next `cloze-enable`, or to the end. A sentence is covered if it starts there.
 * - `cloze-disable-line`: each sentence of which a part is in the line of the comment.
 * - `cloze-disable-next-line`: the same for the next line that has words.
 *
 * Ids after the word limit it to these rules. A comment that names only unknown rules does nothing.
 *
 * @param sentences - Those that `listSentences` finds in `text`.
 * @param memory - Reserved for this function, which reads a changed copy of the text.
 */
export function readMuting(text: string, format: Format, sentences: readonly Sentence[], memory?: BlockMemory): Muting {
  const switches = listSwitches(text, format, memory);
  if (switches.length === 0) return { muted: sentences.map(() => NONE), unknownRules: [] };
  const unknownRules = switches.flatMap(({ rules }) => rules.filter(({ id }) => findRule(id) === undefined));
  const passages = listPassages(sentences, switches);
  const lines = listInLines(sentences, listLines(text, switches));
  return { muted: sentences.map((_, index) => muteRules(passages[index] ?? NONE, lines[index] ?? NONE)), unknownRules };
}

function listRules({ rules }: Switch): readonly string[] {
  return rules.length === 0 ? ALL : rules.flatMap(({ id }) => (isOwnId(id) ? id : (findRule(id)?.id ?? [])));
}

/** For each sentence, the rules that are off where it starts. */
function listPassages(sentences: readonly Sentence[], switches: readonly Switch[]): readonly (readonly string[])[] {
  const turns = switches.filter(({ to }) => to === "disable" || to === "enable");
  let next = 0;
  let off = NONE;
  return sentences.map(({ span }) => {
    for (let turn = turns[next]; turn !== undefined && turn.span.start <= span.start; turn = turns[next]) {
      const rules = listRules(turn);
      off = (turn.to === "disable" ? muteRules : unmuteRules)(off, rules);
      next += 1;
    }
    return off;
  });
}

interface MutedLine {
  readonly span: Span;
  readonly rules: readonly string[];
}

function listLines(text: string, switches: readonly Switch[]): readonly MutedLine[] {
  const lines = switches.flatMap((turn) => {
    if (turn.to !== "disable-line" && turn.to !== "disable-next-line") return [];
    const own = findLine(text, turn.to === "disable-line" ? turn.span.start : turn.span.end);
    return { span: turn.to === "disable-line" ? own : findNextLine(text, own), rules: listRules(turn) };
  });
  return lines.sort((a, b) => a.span.start - b.span.start);
}

function findLine(text: string, offset: number): Span {
  const end = text.indexOf("\n", offset);
  return { start: text.lastIndexOf("\n", offset - 1) + 1, end: end < 0 ? text.length : end };
}

/**
 * The next line with a word in it, apart from tags. Others do not count: in some formats an empty line must follow a
 * comment, and a documentation comment opens with a line of its own.
 */
function findNextLine(text: string, line: Span): Span {
  let at = line;
  for (let skipped = 0; skipped < MOST_SKIPPED && at.end < text.length; skipped += 1) {
    at = findLine(text, at.end + 1);
    if (/[\p{L}\p{N}]/u.test(text.slice(at.start, at.end).replace(/<[^<>]*>/gu, ""))) return at;
  }
  return { start: text.length, end: text.length };
}

/** For each sentence, the rules that are off in a line it touches. @param lines - Ascending; equal or apart. */
function listInLines(sentences: readonly Sentence[], lines: readonly MutedLine[]): readonly (readonly string[])[] {
  let first = 0;
  return sentences.map(({ span }) => {
    while ((lines[first]?.span.end ?? Infinity) <= span.start) first += 1;
    let off = NONE;
    for (let index = first; (lines[index]?.span.start ?? Infinity) < span.end; index += 1) {
      off = muteRules(off, lines[index]?.rules ?? NONE);
    }
    return off;
  });
}
