import { type BlockMemory, extractProse } from "../text/formats/extractProse";
import type { Format } from "../text/formats/format";
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
const WORDS = String.raw`cloze-(?<to>disable-next-line|disable-line|disable|enable)(?<rest>[ \t]+[^\r\n]{0,400}?)?`;
const HTML = new RegExp(String.raw`<!--\s*${WORDS}\s*-->`, "dgu");
/** The comment in each format that has comments. */
const SWITCHES: Partial<Readonly<Record<Format, RegExp>>> = {
  asciidoc: new RegExp(String.raw`^\/\/[ \t]*${WORDS}[ \t]*$`, "dgmu"),
  html: HTML,
  latex: new RegExp(String.raw`(?<!\\)%[ \t]*${WORDS}[ \t]*$`, "dgmu"),
  markdown: HTML,
  mdx: new RegExp(String.raw`(?:<!--|\{\/\*)\s*${WORDS}\s*(?:-->|\*\/\})`, "dgu"),
  rst: new RegExp(String.raw`(?<=^[ \t]*)\.\.[ \t]+${WORDS}[ \t]*$`, "dgmu"),
};
const WITHOUT_COMMENTS = new Set<Format>(["commit", "plaintext"]);
/** In a comment of a program. Its marks stay in the text; only what stands between them is read. */
const CODE_SWITCH = new RegExp(
  String.raw`(?<=(?:^|[ \t])[^\p{L}\p{N}\s]{1,4}[ \t]*)${WORDS}(?=[ \t]*[^\p{L}\p{N}\s]{0,4}[ \t]*$)`,
  "dgmu",
);
/** Short enough to replace any of these comments without making the text longer. */
const WORD = "clozeword";
/** Behind it stands the reason for people, as in comments of ESLint. */
const REASON = /(?:^|\s)--(?:\s|$)/u;

/** False for a format whose files cannot say that they want no marks. */
export function hasSwitches(format: Format): boolean {
  return !WITHOUT_COMMENTS.has(format);
}

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
  if (!hasSwitches(format) || !text.includes("cloze-disable")) return [];
  const pattern = SWITCHES[format] ?? CODE_SWITCH;
  const probe = text.replace(pattern, (comment) => WORD.padEnd(comment.length));
  const read = new Set<number>();
  for (const block of extractProse(probe, format, memory)) {
    for (const { textStart, start, length } of block.runs) {
      const run = block.text.slice(textStart, textStart + length);
      for (const { index } of run.matchAll(new RegExp(WORD, "g"))) read.add(start + index);
    }
  }
  return Array.from(text.matchAll(pattern), toSwitch).filter(({ span }) => read.has(span.start));
}

function toSwitch({ 0: comment, index, groups, indices }: RegExpExecArray): Switch {
  return {
    to: groups?.["to"] as Switch["to"],
    span: { start: index, end: index + comment.length },
    rules: listNames(groups?.["rest"] ?? "", indices?.groups?.["rest"]?.[0] ?? index),
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
