import type { Span } from "../spans/span";
import { isCodeLanguage } from "./comments/codeLanguages";
import { type Format, listSkippedThings } from "./format";

/** UTF-16 units; of a longer stretch nobody needs to know what stands in its middle. */
const LONGEST = 200_000;
const SPACE = /\s+/uy;
/** From here on something else may begin. */
const REST = /\S(?:(?![<{([$`\\])\S)*/uy;

/**
 * Says what a place is that is not read: "a comment", "front matter". The format's reader has decided that it is not
 * read; the name is only for a person, and goes by how the thing begins.
 *
 * @param gap - The stretch without sentences that holds the place, in `text`.
 * @returns `undefined` for white space between things.
 */
export function nameSkipped(text: string, format: Format, gap: Span, offset: number): string | undefined {
  if (isCodeLanguage(format)) {
    const isSpace = text.slice(gap.start, gap.end).trim() === "";
    return isSpace ? undefined : "program text, or the marks, tags, examples and directives in its comments";
  }
  if (gap.end - gap.start > LONGEST) return "markup";
  const readable = text.slice(0, gap.end);
  const things = listSkippedThings(format);
  for (let at = matchEnd(SPACE, readable, gap.start) ?? gap.start; at <= offset && at < gap.end;) {
    const from = at;
    const thing = things.find(([, pattern]) => (matchEnd(pattern, readable, from) ?? from) > from);
    at = matchEnd(thing?.[1] ?? REST, readable, from) ?? gap.end;
    if (offset < at) return nameThing(thing?.[0] ?? "markup", readable.slice(from, at));
    at = matchEnd(SPACE, readable, at) ?? at;
  }
  return undefined;
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function nameThing(what: string, text: string): string {
  return what === "a comment" && /cloze-(?:disable|enable)/.test(text) ? "a comment to Cloze about marks" : what;
}
