import { type Hover, MarkupKind } from "vscode-languageserver/node";
import type { BlankAnswer } from "../blanks/askBlank";
import { describeBlanks, joinWords } from "../blanks/describeChoice";
import type { DocumentFinding } from "../lint/open/documentFinding";
import type { Reason } from "../lint/reason";
import { drawBar } from "../wording/drawBar";
import { formatPercent } from "../wording/numbers/formatPercent";
import { formatPercents } from "../wording/numbers/formatPercents";
import { replaceControls } from "../wording/replaceControls";

/** What a hover says: Cloze's own words, and blocks of text that stand as they are. */
export type HoverPart = string | { readonly verbatim: string };

/** What stands behind a finding: of a sentence its scores, of a word the sentence with the other one. */
export function describeFinding(
  { message, word, score, scores }: DocumentFinding,
  { reason, model }: { readonly reason: Reason | undefined; readonly model: string | undefined },
): readonly HoverPart[] {
  const read = model === undefined ? "" : ` Read by ${model}.`;
  const why = reason?.describe({ word: (text) => `“${text}”`, percent: formatPercent });
  if (word !== undefined)
    return [{ verbatim: message }, { verbatim: word.mended.join("") }, `${formatPercent(score)} sure.${read}`];
  const percents = formatPercents(Object.values(scores));
  const rows = Object.entries(scores).map(([label, share], at) => [label, drawBar(share), percents[at] ?? ""] as const);
  return [{ verbatim: alignRows(rows) }, ...(why === undefined ? [] : [{ verbatim: why }]), read.trim()];
}

/** The words that would fill a blank. */
export function describeFills({ places, fills: { fills } }: BlankAnswer): readonly HoverPart[] {
  const most = fills[0]?.probability ?? 1;
  const rows = fills.map(({ texts, probability }) => {
    return [drawBar(Math.min(1, probability / most)), formatPercent(probability), joinWords(texts)] as const;
  });
  return [describeBlanks(places.length), { verbatim: alignRows(rows) }];
}

/** @param isMarkdown - The client reads Markdown: blocks are then fenced, so that nothing in them is markup. */
export function buildHover(parts: readonly HoverPart[], isMarkdown: boolean): Hover["contents"] {
  const texts = parts.flatMap((part) => {
    if (typeof part === "string") return part === "" ? [] : [part];
    const text = part.verbatim.split("\n").map(replaceControls).join("\n");
    return [isMarkdown ? fence(text) : text];
  });
  return { kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: texts.join("\n\n") };
}

/** Longer than any run of backticks in the text, so that the text cannot end the block. */
function fence(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}text\n${text}\n${marks}`;
}

function alignRows(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
