import type { Random } from "./random";

/** Names that mean something in messages, settings and files of models, in the wrong places, and texts that nobody expects. */
const STRINGS: readonly string[] = [
  ..."kind ready attention heads fills reveal position layer head place uri places start end sentence".split(" "),
  ..."rules level tone/negative off some severity error languages ignorePaths accepted $schema".split(" "),
  ..."__proto__ constructor toString [MASK] ## x".split(" "),
  ...["", "\0", "\ud800", "𠀀", "[x](command:y)", "a".repeat(5000), "../a", "file:///etc/passwd"],
  ...["sha256:", "**/*.md", "+(a|aa)+"],
];
const NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 2, 16, 0.5, 1e6, 1e-60, 1e39, 1e308, 2 ** 31, 2 ** 53],
  ...[Number.NaN, Number.POSITIVE_INFINITY],
];

/** A value as a stranger may send it, of any type. */
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

/** The same value with one to three of its parts, at any depth, exchanged, renamed, removed, doubled or added. */
export function changeValue(random: Random, value: unknown): unknown {
  let changed = structuredClone(value);
  for (let left = 1 + random.below(3); left > 0; left -= 1) changed = changeOne(random, changed);
  return changed;
}

/** As {@link changeValue}, for a file of JSON. */
export function changeJson(random: Random, value: unknown): unknown {
  const changed = changeValue(random, value);
  return changed === undefined ? null : JSON.parse(JSON.stringify(changed));
}

function changeOne(random: Random, value: unknown): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.1)) return drawValue(random);
  if (Array.isArray(value)) return changeItem(random, value);
  const entries: [string, unknown][] = Object.entries(value);
  const at = random.below(entries.length);
  const [entry] = entries.splice(at, 1);
  if (entry === undefined) return drawValue(random);
  const [name, part] = entry;
  const changed = random.oneOf([
    () => [[name, changeOne(random, part)]],
    () => [[name, changeOne(random, part)]],
    () => [[random.oneOf(STRINGS), part]],
    () => [],
    () => [entry, [random.oneOf(STRINGS), drawValue(random)]],
  ])() as [string, unknown][];
  return Object.fromEntries(entries.toSpliced(at, 0, ...changed));
}

function changeItem(random: Random, items: readonly unknown[]): unknown {
  if (items.length === 0) return drawValue(random);
  const at = random.below(items.length);
  const item = items[at];
  return random.oneOf([
    () => items.with(at, changeOne(random, item)),
    () => items.with(at, changeOne(random, item)),
    () => items.toSpliced(at, 1),
    () => items.toSpliced(at, 0, item),
  ])();
}
