/**
 * What stands for signs behind a backslash while markup is looked for: signs that a person meant as themselves. Brackets
 * stay apart from the others, since mathematics may stand in them. Unicode keeps these for a program's own use.
 */
export const ESCAPED = { "(": "\ufdd2", ")": "\ufdd3", "[": "\ufdd4", "]": "\ufdd5", "|": "\ufdd6" } as const;
const OTHER = "\ufdd7";

/** The text with every escaped sign hidden, but for backslashes. @param offsets - Where they stand in `text`. */
export function hideEscaped(text: string, offsets: ReadonlySet<number>): string {
  if (offsets.size === 0) return text;
  const signs: Readonly<Record<string, string>> = { ...ESCAPED, "\\": "\\" };
  let [hidden, at] = ["", 0];
  for (const offset of offsets) {
    hidden += text.slice(at, offset) + (signs[text.charAt(offset)] ?? OTHER);
    at = offset + 1;
  }
  return hidden + text.slice(at);
}
