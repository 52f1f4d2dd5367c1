import { ANTONYMS } from "./antonyms";

let pairs: ReadonlySet<string> | undefined;

/** Prefixes and endings that turn a word around. */
const PREFIXES = ["un", "in", "im", "il", "ir", "dis", "non", "non-", "mis", "de", "anti"] as const;

/** Whether one word says the opposite of another: by the list, by a prefix such as "un-", or by "-less". */
export function isOpposite(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (PREFIXES.some((prefix) => x === prefix + y || y === prefix + x)) return true;
  if (isLess(x, y) || isLess(y, x)) return true;
  pairs ??= readPairs();
  const bases = listBases(y);
  return listBases(x).some((base) => bases.some((other) => pairs?.has(`${base} ${other}`)));
}

/** "useful" or "use" beside "useless". */
function isLess(x: string, y: string): boolean {
  return x.endsWith("less") && (y === x.slice(0, -4) || y === `${x.slice(0, -4)}ful`);
}

function readPairs(): ReadonlySet<string> {
  const found = ANTONYMS.split(",").map((pair) => pair.trim().split(/\s+/));
  return new Set(found.flatMap(([a = "", b = ""]) => [`${a} ${b}`, `${b} ${a}`]));
}

/** What a word may be a regular form of, itself first. */
function listBases(word: string): readonly string[] {
  const bases = [word];
  for (const ending of ["s", "es", "ed", "d", "ing", "ly"]) {
    if (word.length <= ending.length + 1 || !word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    bases.push(stem, `${stem}e`);
    if (stem.endsWith("i")) bases.push(`${stem.slice(0, -1)}y`);
    if (stem.at(-1) === stem.at(-2)) bases.push(stem.slice(0, -1));
  }
  return bases;
}
