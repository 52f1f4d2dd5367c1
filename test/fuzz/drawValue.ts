import type { Random } from "./random";

const STRINGS = [
  ..."kind ready attention heads fills reveal position layer head place uri places start end sentence rules level".split(
    " ",
  ),
  ..."tone/negative off some severity error languages ignorePaths accepted $schema __proto__ constructor toString".split(
    " ",
  ),
  ...[
    "",
    "\0",
    "\ud800",
    "[x](command:y)",
    "a".repeat(5000),
    "../a",
    "file:///etc/passwd",
    "sha256:",
    "**/*.md",
    "+(a|aa)+",
  ],
];
const NUMBERS = [0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 53, 1e308, Number.NaN, Number.POSITIVE_INFINITY];

/** A value as a stranger may send it: of any type, with names that mean something in the wrong places. */
export function drawValue(random: Random, depth = 0): unknown {
  const isLeaf = depth > 4 || random.chance(0.4);
  if (isLeaf) {
    return random.oneOf([
      () => random.oneOf(STRINGS),
      () => random.oneOf(NUMBERS),
      () => random.oneOf([true, false, null, undefined]),
    ])();
  }
  const values = random.many(0, 5, () => drawValue(random, depth + 1));
  if (random.chance(0.4)) return values;
  return Object.fromEntries(values.map((value) => [random.oneOf(STRINGS), value]));
}

/** The same value with one part of it exchanged for another. */
export function changeValue(random: Random, value: unknown): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.2)) return drawValue(random);
  const entries = Object.entries(value);
  if (entries.length === 0) return drawValue(random);
  const changed = random.below(entries.length);
  if (Array.isArray(value))
    return value.map((each, i) => (i === changed ? changeValue(random, each) : (each as unknown)));
  const kept = entries.map(([key, each], i) => {
    if (i !== changed) return [key, each] as const;
    return random.chance(0.2) ? ([random.oneOf(STRINGS), each] as const) : ([key, changeValue(random, each)] as const);
  });
  return Object.fromEntries(random.chance(0.1) ? [...kept, [random.oneOf(STRINGS), drawValue(random)]] : kept);
}
