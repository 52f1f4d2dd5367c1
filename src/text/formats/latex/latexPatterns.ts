const UNIT = String.raw`(?:true)?(?:pt|pc|in|bp|cm|mm|dd|cc|sp|ex|em|mu|fil+)(?![a-zA-Z])`;
const LENGTH = String.raw`-?(?:\d+(?:\.\d+)?|\.\d+)\s*${UNIT}`;

/** Arguments without braces, to be matched where their command ends. */
export const LATEX_PATTERNS = {
  star: /\*/y,
  /** The slides of a presentation on which the command works. */
  overlay: /<[-\d,|+.@a-z:]*>/y,
  rowEnd: /\*?(?:[ \t]*\[[^\]\n]*\])?/y,
  /** "\vskip 3pt plus 1pt" */
  length: new RegExp(String.raw`\s*(?:=\s*)?${LENGTH}(?:\s*(?:plus|minus)\s*${LENGTH})*`, "y"),
  /** "\parskip=3pt" */
  setting: /\s*=\s*\S+/y,
  /** "\def\a#1" */
  defined: /[^{}\n]*/y,
  /** "\let\a=\b" */
  let: /\s*\\(?:[a-zA-Z@]+|.)\s*(?:=\s*)?\\?(?:[a-zA-Z@]+|.)/y,
  fileName: /[ \t]*[\w./-]+/y,
  sentenceEnd: /[.!?]+["'”)]*(?=\s|$)/uy,
} as const;

/** What may stand behind the stop of a display. The stop of `\right.` draws nothing. */
const BEHIND_STOP = [
  String.raw`[\s}~]`,
  String.raw`\\(?:label|tag)\*?\{[^{}]*\}`,
  String.raw`\\(?:qedhere|nonumber|notag|hfill|quad|qquad|blacksquare|square|Box|[,;:! ])(?![a-zA-Z])`,
  String.raw`\\(?:right|[bB]igg?r?)\s{0,3}(?:\\[a-zA-Z]+|\\?[^\sa-zA-Z])`,
  String.raw`\\\\(?:\[[^\]]*\])?`,
  String.raw`\\end\{[^{}]*\}`,
].join("|");
/** The end of a display that closes the sentence around it, or goes on with it. */
const DISPLAY_STOP = new RegExp(
  // eslint-disable-next-line regexp/no-super-linear-move -- of LONGEST_DISPLAY_END characters
  String.raw`(?<!\\|\\(?:right|left|middle|[bB]igg?[lrm]?)\s{0,3}|\\(?:label|tag)\*?\{[^{}]*)([.,;:?!])(?:${BEHIND_STOP})*(?:\\\]|\$\$)?$`,
);
const LONGEST_DISPLAY_END = 200;

/** The stop or comma at the end of a display, and its offset in the display. */
export function findDisplayStop(display: string): { readonly stop: string; readonly offset: number } | undefined {
  const from = Math.max(0, display.length - LONGEST_DISPLAY_END);
  const found = DISPLAY_STOP.exec(display.slice(from));
  return found?.[1] === undefined ? undefined : { stop: found[1], offset: from + found.index };
}

/** Whether an argument is text rather than a name, key or length: it has words, and no assignment. */
export function looksLikeText(source: string): boolean {
  const hasLetter = stripCommands(source)
    .split(/\s+/)
    .map((word) => /\p{L}/u.test(word));
  return hasLetter.some((has, i) => has && hasLetter[i + 1] === true) && !source.includes("=");
}

/** Whether an argument is one word, as it may stand in a sentence. */
export function looksLikeWord(source: string): boolean {
  return /^\p{L}[\p{L}'’-]*[.,;:!?]?$/u.test(stripCommands(source));
}

function stripCommands(source: string): string {
  return source.replace(/\\[a-zA-Z]+\*?|[{}]/g, " ").trim();
}
