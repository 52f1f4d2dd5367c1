import { cutLine, type SourceLine } from "../../markup/sourceLine";

const EDGE = /^(?:ifn?def|endif)::[^\s[]*\[\]$|^ifeval::\[.*\]$/;
/** A condition and the text that depends on it, in one line. */
const LINE = /^ifn?def::[^\s[]+\[(?=[^\]])/;

/**
 * The lines as they are if every condition on an attribute holds. AsciiDoc's preprocessor takes conditions out before
 * anything else is read, so that a paragraph goes on behind one.
 */
export function resolveConditions(lines: readonly (SourceLine | undefined)[]): readonly (SourceLine | undefined)[] {
  return lines.flatMap((line) => {
    if (line === undefined || line.column > 0 || !/^(?:ifn?def|ifeval|endif)::/.test(line.text)) return [line];
    if (EDGE.test(line.text)) return [];
    const start = LINE.exec(line.text)?.[0].length ?? 0;
    return start > 0 && line.text.endsWith("]") ? [readContent(line, start)] : [line];
  });
}

function readContent(line: SourceLine, start: number): SourceLine | undefined {
  const content = line.text.slice(start, -1);
  const indent = content.length - content.trimStart().length;
  const text = content.trim();
  if (text === "") return undefined;
  const inner = cutLine(line, start + indent);
  return { ...inner, text, end: inner.start + text.length, column: indent };
}
