import { replaceControls } from "../../wording/replaceControls";

export type Alignment = "left" | "right";

/** Columns as wide as their widest cell, with two spaces between. Control characters are shown as "�". */
export function formatTable(rows: readonly (readonly string[])[], alignments: readonly Alignment[] = []): string {
  const cells = rows.map((row) => row.map(replaceControls));
  const widths: number[] = [];
  for (const row of cells) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, measureWidth(cell));
  }
  return cells
    .map((row) =>
      row
        .map((cell, i) => {
          const space = " ".repeat((widths[i] ?? 0) - measureWidth(cell));
          return alignments[i] === "right" ? space + cell : cell + space;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Columns of a terminal: combining marks take none, CJK characters and emoji take two. */
function measureWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[\p{M}\p{Cf}]/u.test(character)) continue;
    const isWide =
      /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
    width += isWide.test(character) ? 2 : 1;
  }
  return width;
}
