import { BLANK } from "../text/spans/blank";
import type { Span } from "../text/spans/span";

/** A mask as people write it, or a word. Underscores alone on a line are a rule, not a mask. */
const TOKEN = new RegExp(
  String.raw`(?<mask>${BLANK}|(?<!_)_{3,}(?!_))|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*`,
  "giu",
);
const RULE = /^[\s_]*$/;

/** More words than this at once are a sentence, not a gap in one: the model would see nothing of it. */
export const MOST_MASKS = 10;

/**
 * What a selection asks to fill, ascending: the masks in it; without any, each of its words, a word that is cut being
 * taken whole; without words, the selection itself. A cursor asks for the mask or word that it stands on or beside.
 *
 * @param text - The lines that the selection touches.
 * @param selection - A range of the text, empty for a cursor.
 * @returns Ranges of the text; none where nothing is to be filled.
 */
export function listMasks(text: string, selection: Span): readonly Span[] {
  const isCursor = selection.start === selection.end;
  const tokens = listTokens(text).filter(({ span: { start, end } }) =>
    isCursor ? start <= selection.start && selection.start <= end : start < selection.end && selection.start < end,
  );
  const masks = tokens.filter(({ isMask }) => isMask);
  const chosen = (masks.length > 0 ? masks : tokens).map(({ span }) => span);
  // Between two that touch, a cursor means the second, as in VS Code.
  if (isCursor) return chosen.slice(-1);
  if (chosen.length > 0) return chosen;
  return text.slice(selection.start, selection.end).trim() === "" ? [] : [selection];
}

/** The masks in a text as people write them, ascending. */
export function listBlanks(text: string): readonly Span[] {
  return listTokens(text).flatMap(({ span, isMask }) => (isMask ? [span] : []));
}

function listTokens(text: string): readonly { readonly span: Span; readonly isMask: boolean }[] {
  return [...text.matchAll(TOKEN)]
    .map(({ 0: token, index, groups }) => ({
      span: { start: index, end: index + token.length },
      isMask: groups?.["mask"] !== undefined,
    }))
    .filter(({ span, isMask }) => !isMask || !RULE.test(readLine(text, span)));
}

/** The line that a range stands in. */
function readLine(text: string, { start, end }: Span): string {
  const from = text.lastIndexOf("\n", start) + 1;
  const to = text.indexOf("\n", end);
  return text.slice(from, to === -1 ? undefined : to);
}
