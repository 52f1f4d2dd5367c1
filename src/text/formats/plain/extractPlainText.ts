import { listAddresses } from "../../markup/listAddresses";
import { ProseBuilder, tidyProse } from "../../markup/proseBuilder";
import { readLine } from "../../markup/readLine";
import type { Prose } from "../../spans/sentence";
import type { Span } from "../../spans/span";
import { trimSpan } from "../../spans/trimSpan";

const SENTENCE_END = /[.!?…:;,]["'”’)\]]*$/u;
/** The mark of a list item, which is not part of its text. */
const BULLET = /^[-*+•–][ \t]+/u;

/**
 * The paragraphs of a plain text. They are separated by blank lines; a line that starts with a bullet starts one too. One
 * line without a mark at its end is a heading.
 *
 * @param span - The range of `text` to read, whole lines; default: all of it.
 */
export function extractPlainText(text: string, span: Span = { start: 0, end: text.length }): readonly Prose[] {
  const blocks: Prose[] = [];
  let builder = new ProseBuilder();
  let lines: string[] = [];
  const finish = (isAlone: boolean): void => {
    const [title] = lines.length === 1 && isAlone ? lines : [];
    const isTitle = title !== undefined && !BULLET.test(title) && !SENTENCE_END.test(title);
    const prose = builder.finish();
    const replaced = prose === undefined ? undefined : tidyProse(prose, listAddresses(prose.text));
    if (replaced !== undefined) blocks.push(isTitle ? { ...replaced, kind: "heading" } : replaced);
    builder = new ProseBuilder();
    lines = [];
  };
  for (let at = span.start; at < span.end;) {
    const line = readLine(text, at);
    const { start, end } = trimSpan(text, line);
    const content = text.slice(start, end);
    const bullet = BULLET.exec(content)?.[0].length ?? 0;
    if (content === "" || bullet > 0) finish(content === "");
    if (content !== "") lines.push(content);
    builder.addSpace();
    builder.add(content.slice(bullet), start + bullet);
    at = line.next;
  }
  finish(true);
  return blocks;
}
