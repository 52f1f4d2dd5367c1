/**
 * Writes src/tokenizer/words/characterTable.ts: what the reference does with each code point, as it answers.
 *
 * Run: npx tsx test/tokenizer/writeCharacterTable.ts
 * The tests compare every code point with the reference again, so a stale table is noticed.
 */
import { writeFileSync } from "node:fs";
import { bertNormalizer, bertPreTokenizer, nfdNormalizer } from "tokenizers";
import packageJson from "tokenizers/package.json" with { type: "json" };

const off = { cleanText: false, handleChineseChars: false, stripAccents: false, lowercase: false };
const clean = bertNormalizer({ ...off, cleanText: true });
const cjk = bertNormalizer({ ...off, handleChineseChars: true });
const strip = bertNormalizer({ ...off, stripAccents: true });
const lower = bertNormalizer({ ...off, lowercase: true });
const nfd = nfdNormalizer();
const preTokenizer = bertPreTokenizer();

const DOTTED_CAPITAL_I = 0x130;
/** Marks of the lowest and the highest combining class that move (1 and 240). */
const LOWEST_MARK = "\u0334";
const HIGHEST_MARK = "\u0345";

function findCodePoints(has: (character: string) => boolean): number[] {
  const found: number[] = [];
  for (let codePoint = 0; codePoint < 0x110000; codePoint++) {
    if (codePoint >= 0xd800 && codePoint < 0xe000) continue;
    if (has(String.fromCodePoint(codePoint))) found.push(codePoint);
  }
  return found;
}

/** "gap.length" in base 36, the gap counted from the end of the range before. */
function encodeRanges(codePoints: readonly number[]): string {
  const ranges: { start: number; end: number }[] = [];
  for (const codePoint of codePoints) {
    const last = ranges.at(-1);
    if (last?.end === codePoint) last.end += 1;
    else ranges.push({ start: codePoint, end: codePoint + 1 });
  }
  let end = 0;
  return ranges
    .map((range) => {
      const text = encodeNumbers([range.start - end, range.end - range.start]);
      end = range.end;
      return text;
    })
    .join(" ");
}

function encodeNumbers(numbers: readonly number[]): string {
  return numbers.map((number) => number.toString(36)).join(".");
}

/** "gap.count.step.delta" in base 36: `count` code points `step` apart, each lower-cased by adding `delta`. */
function encodeLowerCase(codePoints: readonly number[]): string {
  const runs: { start: number; count: number; step: number; delta: number }[] = [];
  for (const codePoint of codePoints) {
    const delta = (lower.normalizeString(String.fromCodePoint(codePoint)).codePointAt(0) ?? 0) - codePoint;
    const last = runs.at(-1);
    const gap = last === undefined ? 0 : codePoint - (last.start + (last.count - 1) * last.step);
    if (last?.delta === delta && gap <= 2 && (last.count === 1 || gap === last.step)) {
      last.step = gap;
      last.count += 1;
    } else runs.push({ start: codePoint, count: 1, step: 1, delta });
  }
  let before = 0;
  return runs
    .map(({ start, count, step, delta }) => {
      const text = encodeNumbers([start - before, count, step, delta]);
      before = start;
      return text;
    })
    .join(" ");
}

/** The marks that NFD moves, one list for each combining class, lowest class first. */
function findMovingMarks(): number[][] {
  const moving = findCodePoints(
    (character) =>
      nfd.normalizeString(character) === character &&
      (nfd.normalizeString(character + LOWEST_MARK) !== character + LOWEST_MARK ||
        nfd.normalizeString(HIGHEST_MARK + character) !== HIGHEST_MARK + character),
  );
  const classes: number[][] = [];
  for (const codePoint of moving) {
    const index = classes.findIndex(([first]) => !isBefore(first ?? 0, codePoint));
    const found = index === -1 ? undefined : classes[index];
    if (found?.[0] === undefined) classes.push([codePoint]);
    else if (isBefore(codePoint, found[0])) classes.splice(index, 0, [codePoint]);
    else found.push(codePoint);
  }
  return classes;
}

function isBefore(first: number, second: number): boolean {
  const [low, high] = [String.fromCodePoint(first), String.fromCodePoint(second)];
  return low !== high && nfd.normalizeString(high + low) === low + high;
}

/** A string literal cut into lines. */
function toLines(data: string): string {
  return JSON.stringify(data.match(/.{1,110}(?: |$)/g) ?? []);
}

const tables = {
  DROPPED: encodeRanges(findCodePoints((character) => clean.normalizeString(character) === "")),
  SPACES: encodeRanges(findCodePoints((character) => clean.normalizeString(character) === " ")),
  IDEOGRAPHS: encodeRanges(findCodePoints((character) => cjk.normalizeString(character) !== character)),
  PUNCTUATION: encodeRanges(
    findCodePoints((character) => preTokenizer.preTokenizeString(`a${character}b`).length === 3),
  ),
  MARKS: encodeRanges(findCodePoints((character) => strip.normalizeString(character) === "")),
  DECOMPOSED: encodeRanges(findCodePoints((character) => nfd.normalizeString(character) !== character)),
  LOWER_CASE: encodeLowerCase(
    findCodePoints(
      (character) => character.codePointAt(0) !== DOTTED_CAPITAL_I && lower.normalizeString(character) !== character,
    ),
  ),
};
const docs: Record<keyof typeof tables, string> = {
  DROPPED: "Control, format and private-use characters: removed before anything else.",
  SPACES: "What separates words. A control character that is also a space (U+0085) is DROPPED.",
  IDEOGRAPHS: "CJK ideographs: each a word by itself.",
  PUNCTUATION: "Punctuation, and all of ASCII's symbols: each a word by itself.",
  MARKS: "Nonspacing marks, which go when accents are stripped.",
  DECOMPOSED: "What canonical decomposition changes.",
  LOWER_CASE: "Lower case, without U+0130, the one character whose lower case is two.",
};

let source = `// Written by test/tokenizer/writeCharacterTable.ts from the npm package tokenizers ${packageJson.version}; do not edit.
//
// The reference's classes are those of the Unicode versions it was built with, so the runtime's \\p{…} would not do.
// Ranges are "gap.length" in base 36, the gap counted from the end of the range before.
`;
for (const name of Object.keys(tables) as (keyof typeof tables)[]) {
  const format = name === "LOWER_CASE" ? ' "gap.count.step.delta", the gap counted from the start before.' : "";
  source += `\n/** ${docs[name]}${format} */\nexport const ${name} = ${toLines(tables[name])}.join("");\n`;
}
source += `\n/** Marks that canonical ordering moves: one list of ranges for each combining class, lowest class first. */\nexport const MOVING_MARKS = ${JSON.stringify(findMovingMarks().map(encodeRanges))};\n`;
writeFileSync(new URL("../../src/tokenizer/words/characterTable.ts", import.meta.url), source);
