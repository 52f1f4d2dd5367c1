const CLOSINGS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };
/** A bracket that is not closed within so much is not a bracket. */
const LONGEST = 1000;

/**
 * The end of what a bracket holds, the closing one included; `undefined` if nothing closes it. Only brackets of its own
 * kind count, and none in quotes: `{{a: "}"}}`.
 *
 * @param at - Where the bracket opens.
 */
export function findBracketEnd(text: string, at: number): number | undefined {
  const opening = text.charAt(at);
  const closing = CLOSINGS[opening];
  const most = Math.min(text.length, at + LONGEST);
  let depth = 0;
  for (let index = at; index < most; index += 1) {
    const sign = text.charAt(index);
    if (sign === opening) depth += 1;
    else if (sign === closing) depth -= 1;
    else if (sign === '"' || sign === "'" || sign === "`")
      index = skipQuoted(text, index, new RegExp(`[\\${opening}\\${closing ?? ""}]`));
    if (depth === 0) return index + 1;
  }
  return undefined;
}

/** A quotation mark without a second one is an apostrophe. */
function skipQuoted(text: string, at: number, bracket: RegExp): number {
  const quoted = /^(["'`])([^"'`\n]{0,80})\1/.exec(text.slice(at, at + 84));
  return quoted !== null && bracket.test(quoted[2] ?? "") ? at + quoted[0].length - 1 : at;
}

/**
 * The end of a type: it has no white space outside its brackets, but for what stands around "|" and "&".
 *
 * @param at - Where the type begins.
 */
export function findTypeEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length) {
    const sign = text.charAt(end);
    if (sign in CLOSINGS) end = findBracketEnd(text, end) ?? end + 1;
    else if (!/\s/.test(sign)) end += 1;
    else {
      const joint =
        /^\s*[|&]\s*(?=\S)/.exec(text.slice(end, end + 20)) ??
        (/[|&:]/.test(text.charAt(end - 1)) ? /^\s+/.exec(text.slice(end)) : null);
      if (joint === null || /^\s*&\s*\$/.test(text.slice(end, end + 20))) break;
      end += joint[0].length;
    }
  }
  return end;
}
