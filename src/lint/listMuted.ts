import { type BlockMemory, extractProse } from "../text/formats/extractProse";
import { isCodeLanguage } from "../text/formats/comments/codeLanguages";
import { findCommentSyntax, type Format } from "../text/formats/format";
import type { Sentence } from "../text/spans/sentence";
import type { Span } from "../text/spans/span";

/** Turns marks off or on again, in a comment of its own. */
const SWITCH = "cloze-(?<to>disable|enable)";
/**
 * In a program, any short mark may open the comment; its tokenizer decides whether it does. The marks stay in the text:
 * only what stands between them is read. The pattern looks back from behind the word, because looking back from every
 * place takes the square of the time in a line of tabs.
 */
const CODE_SWITCH = new RegExp(
  String.raw`${SWITCH}(?<=(?:^|[ \t])[^\p{L}\p{N}\s]{1,4}[ \t]*cloze-(?:dis|en)able)(?=[ \t]*(?:[^\p{L}\p{N}\s]{1,4}[ \t]*)?$)`,
  "gmu",
);
/** Short enough to replace any of these comments without making the text longer. */
const WORD = "clozeword";

/**
 * For each sentence, whether the document wants no marks on it: from a comment `cloze-disable` to the next
 * `cloze-enable`, or to the end. In code, such a comment is an example and turns nothing off.
 *
 * @param sentences - Those that `listSentences` finds in `text`.
 * @param memory - Reserved for this function, which reads a changed copy of the text.
 */
export function listMuted(
  text: string,
  format: Format,
  sentences: readonly Sentence[],
  memory?: BlockMemory,
): readonly boolean[] {
  const spans = listMutedSpans(text, format, memory);
  let at = 0;
  return sentences.map(({ span }) => {
    while (at < spans.length && (spans[at]?.end ?? 0) <= span.start) at += 1;
    return (spans[at]?.start ?? Infinity) <= span.start;
  });
}

/** Ascending and apart. */
function listMutedSpans(text: string, format: Format, memory?: BlockMemory): readonly Span[] {
  if (!text.includes("cloze-disable")) return [];
  const spans: Span[] = [];
  let start: number | undefined;
  for (const { to, at } of listSwitches(text, format, memory)) {
    if (to === "disable") start ??= at;
    else if (start !== undefined) {
      spans.push({ start, end: at });
      start = undefined;
    }
  }
  return start === undefined ? spans : [...spans, { start, end: text.length }];
}

interface Switch {
  readonly to: string | undefined;
  readonly at: number;
}

/**
 * The format's own reader decides whether a match is a comment or code that looks like one: a word in its place is read
 * as prose where a comment may stand, and is not read in code.
 */
function listSwitches(text: string, format: Format, memory?: BlockMemory): readonly Switch[] {
  const pattern = findSwitchPattern(format);
  if (pattern === undefined) return [];
  const found = Array.from(text.matchAll(pattern), ({ 0: comment, index, groups }) => ({
    at: index + measureIndent(comment),
    to: groups?.["to"],
  }));
  const probe = text.replace(pattern, (comment) => {
    const indent = measureIndent(comment);
    return comment.slice(0, indent) + WORD.padEnd(comment.length - indent);
  });
  const read = new Set<number>();
  for (const block of extractProse(probe, format, memory)) {
    for (const { textStart, start, length } of block.runs) {
      const run = block.text.slice(textStart, textStart + length);
      for (const { index } of run.matchAll(new RegExp(WORD, "g"))) read.add(start + index);
    }
  }
  return found.filter(({ at }) => read.has(at));
}

/** `undefined` for a format without comments. */
function findSwitchPattern(format: Format): RegExp | undefined {
  if (isCodeLanguage(format)) return CODE_SWITCH;
  const comment = findCommentSyntax(format);
  return comment && new RegExp(comment.opening + SWITCH + comment.closing, "gmu");
}

function measureIndent(comment: string): number {
  return comment.length - comment.trimStart().length;
}
