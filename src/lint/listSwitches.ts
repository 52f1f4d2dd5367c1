import { isCodeLanguage } from "../text/formats/comments/codeLanguages";
import { type BlockMemory, extractProse } from "../text/formats/extractProse";
import { findCommentSyntax, type Format } from "../text/formats/format";
import type { Span } from "../text/spans/span";

/** A comment that turns marks off or on again. */
export interface Switch {
  /** `line`: the line the comment is in; `next-line`: the next line that has words. */
  readonly to: "disable" | "enable" | "disable-line" | "disable-next-line";
  readonly span: Span;
  /** The rules it names, as written; none means all rules. */
  readonly rules: readonly NamedRule[];
}

export interface NamedRule {
  readonly id: string;
  readonly span: Span;
}

/** What such a comment says: the word, and after it ids of rules and a reason. The limit keeps matching linear. */
const KINDS = "cloze-(?:disable-next-line|disable-line|disable|enable)";
const WORDS = String.raw`cloze-(?<to>disable-next-line|disable-line|disable|enable)`;
const REST = String.raw`(?:[ \t]+(?<rest>(?:[\p{L}\p{N}_]|--(?!>))[^\r\n]{0,400}?))?`;
/**
 * In a program, any short mark may open the comment; its tokenizer decides whether it does. The marks stay in the text:
 * only what stands between them is read. The pattern looks back from behind the word, because looking back from every
 * place takes the square of the time in a line of tabs.
 */
const CODE_SWITCH = new RegExp(
  String.raw`${WORDS}(?<=(?:^|[ \t])[^\p{L}\p{N}\s]{1,4}[ \t]*${KINDS})${REST}(?=[ \t]*(?:[^\p{L}\p{N}\s]{1,4}[ \t]*)?$)`,
  "dgmu",
);
/** Short enough to replace any of these comments without making the text longer. */
const WORD = "clozeword";
/** Behind it stands the reason for people, as in comments of ESLint. */
const REASON = /(?:^|\s)--(?:\s|$)/u;

/**
 * The comments `cloze-disable`, `cloze-enable`, `cloze-disable-line` and `cloze-disable-next-line`, in order. In code,
 * such a comment is an example and turns nothing off.
 *
 * The format's own reader decides whether a match is a comment or code that looks like one: a word in its place is read
 * as prose where a comment may stand, and is not read in code.
 *
 * @param memory - Reserved for this function, which reads a changed copy of the text.
 */
export function listSwitches(text: string, format: Format, memory?: BlockMemory): readonly Switch[] {
  const pattern = text.includes("cloze-disable") ? findSwitchPattern(format) : undefined;
  if (pattern === undefined) return [];
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
  return Array.from(text.matchAll(pattern), toSwitch).filter(({ span }) => read.has(span.start));
}

/** `undefined` for a format without comments. */
function findSwitchPattern(format: Format): RegExp | undefined {
  if (isCodeLanguage(format)) return CODE_SWITCH;
  const comment = findCommentSyntax(format);
  return comment && new RegExp(comment.opening + WORDS + REST + comment.closing, "dgmu");
}

/** The pattern of a format may take in the white space before the comment. */
function measureIndent(comment: string): number {
  return comment.length - comment.trimStart().length;
}

function toSwitch({ 0: comment, index, groups, indices }: RegExpExecArray): Switch {
  const start = index + measureIndent(comment);
  return {
    to: groups?.["to"] as Switch["to"],
    span: { start, end: index + comment.length },
    rules: listNames(groups?.["rest"] ?? "", indices?.groups?.["rest"]?.[0] ?? start),
  };
}

/** @param start - Of `rest`, in the document. */
function listNames(rest: string, start: number): readonly NamedRule[] {
  const end = REASON.exec(rest)?.index ?? rest.length;
  return Array.from(rest.slice(0, end).matchAll(/[^\s,]+/gu), ({ 0: id, index }) => ({
    id,
    span: { start: start + index, end: start + index + id.length },
  }));
}
