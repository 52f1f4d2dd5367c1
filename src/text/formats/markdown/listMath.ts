import { MATH_WORD } from "../../markup/placeholders";
import type { Replacement } from "../../markup/proseBuilder";
import { ESCAPED } from "./escapedSigns";

/**
 * `$$…$$`, `$…$`, `\\(…\\)` and `\\[…\\]`, and the latter with one backslash. A single `$` opens unless a space follows,
 * and closes unless a space stands before it or a digit follows: "$5 and $10" are amounts. Source: pandoc 3.1,
 * `tex_math_dollars`, `tex_math_single_backslash`, `tex_math_double_backslash`.
 */
const MATH = new RegExp(
  [
    String.raw`(?<!\$)\$\$(?!\$)[^$]+\$\$`,
    String.raw`\$(?![\s$])(?<inline>[^$]*[^\s$])\$(?!\d)`,
    String.raw`\\\((?:(?!\\[()])[^]){1,1000}\\\)|\\\[(?:(?!\\[[\]])[^]){1,2000}\\\]`,
    String.raw`${ESCAPED["("]}(?<round>[^${ESCAPED["("]}${ESCAPED[")"]}]{1,1000})${ESCAPED[")"]}`,
    String.raw`${ESCAPED["["]}(?<square>[^${ESCAPED["["]}${ESCAPED["]"]}]{1,2000})${ESCAPED["]"]}`,
  ].join("|"),
  "gu",
);
/** A command, a raised or a lowered sign: nothing but a formula has them. */
const TEX = /\\[a-zA-Z]+|\^|_\{|^_/u;
const WORDS = /\p{L}{2} \p{L}{2}/u;

/** Replaces each formula of a block. @param text - Escaped signs are as `hideEscaped` leaves them. */
export function listMath(text: string): readonly Replacement[] {
  const found: Replacement[] = [];
  if (!/[$\\\ufdd2\ufdd4]/u.test(text)) return found;
  const pattern = new RegExp(MATH);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    const { inline, round, square } = match.groups ?? {};
    const isMath =
      inline === undefined
        ? isEscapedMath(round ?? square)
        : isInlineMath(inline, text.charAt(match.index - 1), text.charAt(end));
    if (isMath) found.push({ start: match.index, end, word: MATH_WORD });
    // The dollar that closes no formula may open one.
    else pattern.lastIndex = end - 1;
  }
  return found;
}

/** Brackets behind a backslash are brackets to CommonMark, so what they hold must look like a formula. */
function isEscapedMath(content: string | undefined): boolean {
  return content === undefined || TEX.test(content) || /[=+<>]/u.test(content) || /^\p{L}$/u.test(content);
}

/** Whether what two dollars enclose is a formula, and not the text between two amounts or two names of variables. */
function isInlineMath(content: string, before: string, after: string): boolean {
  if (TEX.test(content) && !/^\{?[A-Z][A-Z_]+\b/u.test(content)) return true;
  // "$HOME/$NAME", "${A}:${B}", "$(a):$(b)"
  if (/[\p{L}_{]/u.test(after) || (after === "(" && content.startsWith("("))) return /^\p{L}$/u.test(content);
  if (/[\p{L}\p{N}]/u.test(before) && !/^[\p{L}\p{N}]$/u.test(content)) return false;
  // "$80/year for one, 35$ for two", "$10, 5$ or less", "$PATH is set, and costs 5$"
  const isAmount = /^\d/u.test(content) && /\p{L}{2,}|^[\d.,]{1,20}[,;]\s/u.test(content);
  return !isAmount && !WORDS.test(content);
}
