import type { Diagnostic, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol/node";

export const SLIP = "The engine reads the model form the folder.";
export const NEGATIVE = "This tool is a complete disaster, nobody should ever use it.";
export const TEXT = `# Notes\n\n${SLIP}\n\n${NEGATIVE}\n\nShe made a cup of [MASK].\n`;

export const codes = (marks: readonly Diagnostic[]) => marks.map(({ code }) => code);
/** True for marks with these codes, in this order. */
export const isMarked = (...expected: readonly string[]) => {
  return (marks: readonly Diagnostic[]) => JSON.stringify(codes(marks)) === JSON.stringify(expected);
};
export const BOTH = isMarked("words/slip", "tone/negative");

/** A text with edits, none of which overlap, in the units that `offsetOf` reads. */
export function apply(
  text: string,
  edits: readonly TextEdit[],
  offsetOf = (_: string, character: number) => character,
): string {
  const lines = text.split("\n");
  const place = ({ line, character }: Range["start"]) =>
    lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + offsetOf(lines[line] ?? "", character);
  return [...edits]
    .sort((a, b) => place(b.range.start) - place(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, place(range.start)) + newText + now.slice(place(range.end)),
      text,
    );
}

export function changesOf(edit: WorkspaceEdit | undefined, uri: string): readonly TextEdit[] {
  return edit?.changes?.[uri] ?? [];
}
