/* eslint-disable regexp/no-super-linear-move -- the tables are ours. */
import type { Wording } from "./wording";

/**
 * Reads a table of wordings. A line is `words, words = other words / other words`: each of the words to the left may become
 * each of those to the right. Where a part to the right has as many words with commas between as the left, they belong
 * together: `hates, hated = dislikes, disliked`. `-` drops what stands there. A line that begins with `#` is a remark.
 *
 * @throws {RangeError} for a line that is none of these: the tables are ours, and a test reads them all.
 */
export function readWordings(table: string): readonly Wording[] {
  const lines = table.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#")).map(readLine);
}

function readLine(line: string): Wording {
  const [left = "", right = "", ...more] = line.split(/\s*=\s*/);
  const words = left.split(/\s*,\s*/);
  if (left === "" || right === "" || more.length > 0) throw new RangeError(`wording "${line}", expected words = words`);
  const parts = right.split(/\s*\/\s*/).map((part) => {
    const ways = part.split(/\s*,\s*/).map((way) => (way === "-" ? "" : way));
    if (ways.length !== 1 && ways.length !== words.length) {
      throw new RangeError(`wording "${line}": ${ways.length} words for ${words.length}`);
    }
    return ways;
  });
  const ways = new Map(words.map((word, i) => [fold(word), parts.map((part) => part[i] ?? part[0] ?? "")]));
  return { pattern: buildPattern(words), write: (found) => ways.get(fold(found)) ?? [] };
}

/** Words that only make a noun behind "a" louder: "a complete mess" is found as "a mess". */
const LOUDER = String.raw`(?:complete|total|absolute|utter|real|huge|big|sheer|pure|giant|colossal|royal|bloody|bad|living)`;
const ARTICLE = /^an? /;

/** As the tables write it. */
function fold(found: string): string {
  const small = found.toLowerCase().replace(/\s+/g, " ").replaceAll("’", "'");
  return small.replace(new RegExp(`^an? (?:${LOUDER} )?`), "a ");
}

function buildPattern(words: readonly string[]): RegExp {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const alternatives = longestFirst.map((word) =>
    // The tables hold letters, hyphens, apostrophes and commas alone.
    word
      .replace(ARTICLE, `an? (?:${LOUDER} )?`)
      .replaceAll(" ", String.raw`\s+`)
      .replaceAll("'", "['’]"),
  );
  return new RegExp(String.raw`(?<![\p{L}\p{N}_'’-])(?:${alternatives.join("|")})(?![\p{L}\p{N}_]|['’-]\p{L})`, "giu");
}
