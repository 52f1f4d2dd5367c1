import type { Span } from "../../spans/span";

export type LatexDelimiterKind = "open" | "close" | "begin" | "end" | "block" | "blank";

/** Delimits the text of a LaTeX document: a brace, the begin or end of an environment, the command that starts a block, a blank line. */
export interface LatexDelimiter extends Span {
  readonly kind: LatexDelimiterKind;
  /** Name of the environment; "" for other delimiters. */
  readonly name: string;
}

const DELIMITERS =
  /\\(?<edge>begin|end)[ \t]*\{(?<name>[^{}\n]*)\}|\\(?<block>item|(?:sub)*section|chapter)(?![a-zA-Z])|\\[^]|%[^\n]*|(?<open>\{)|(?<close>\})|(?<blank>\n[ \t]*\n\s*)/g;

/** The delimiters in a range of a masked document (see `maskLatex`), in order, except those in comments or behind a backslash. */
export function* listLatexDelimiters(masked: string, { start, end }: Span): Generator<LatexDelimiter> {
  for (let at = start; ;) {
    DELIMITERS.lastIndex = at;
    const found = DELIMITERS.exec(masked);
    if (found === null || found.index >= end) return;
    at = DELIMITERS.lastIndex;
    const kind = findKind(found.groups ?? {});
    if (kind !== undefined) yield { kind, name: found.groups?.["name"] ?? "", start: found.index, end: at };
  }
}

function findKind(groups: Readonly<Record<string, string | undefined>>): LatexDelimiterKind | undefined {
  if (groups["edge"] !== undefined) return groups["edge"] === "begin" ? "begin" : "end";
  return (["open", "close", "block", "blank"] as const).find((kind) => groups[kind] !== undefined);
}
