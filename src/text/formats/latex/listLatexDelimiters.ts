import type { Span } from "../../spans/span";

export type LatexDelimiterKind = "open" | "close" | "begin" | "end" | "block" | "blank";

/** What shapes a LaTeX document: braces, the ends of environments, what a block starts at, and blank lines. */
export interface LatexDelimiter extends Span {
  readonly kind: LatexDelimiterKind;
  /** Of the environment; "" for other marks. */
  readonly name: string;
}

const MARKS =
  /\\(?<edge>begin|end)[ \t]*\{(?<name>[^{}\n]*)\}|\\(?<block>item|(?:sub)*section|chapter)(?![a-zA-Z])|\\[^]|%[^\n]*|(?<open>\{)|(?<close>\})|(?<blank>\n[ \t]*\n\s*)/g;

/** The marks of a part of a masked document (see `maskLatex`), in order; none stands in a comment or behind a backslash. */
export function* listLatexDelimiters(masked: string, { start, end }: Span): Generator<LatexDelimiter> {
  for (let at = start; ;) {
    MARKS.lastIndex = at;
    const found = MARKS.exec(masked);
    if (found === null || found.index >= end) return;
    at = MARKS.lastIndex;
    const kind = findKind(found.groups ?? {});
    if (kind !== undefined) yield { kind, name: found.groups?.["name"] ?? "", start: found.index, end: at };
  }
}

function findKind(groups: Readonly<Record<string, string | undefined>>): LatexDelimiterKind | undefined {
  if (groups["edge"] !== undefined) return groups["edge"] === "begin" ? "begin" : "end";
  return (["open", "close", "block", "blank"] as const).find((kind) => groups[kind] !== undefined);
}
