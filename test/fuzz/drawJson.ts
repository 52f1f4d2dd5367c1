import type { Random } from "./random";

/** Texts, numbers and other values that readers of files and messages may not expect. */
const ODD: readonly unknown[] = [
  ...[null, true, false, "", "x", "[MASK]", "##", "\0", "\ud800", "𠀀", "__proto__", "constructor", "x".repeat(3000)],
  ...[0, -1, 1, 2, 0.5, 1e-60, 1e39, 1e308, 2 ** 31, 2 ** 53, -0, 16, 1e6, [], {}, [[]], [0], { a: 1 }],
];

/** A value as JSON holds it, a few levels deep. */
export function drawJson(random: Random, depth = 2): unknown {
  if (depth === 0 || random.chance(0.7)) return random.oneOf(ODD);
  const values = random.many(0, 4, () => drawJson(random, depth - 1));
  if (random.chance(0.5)) return values;
  return Object.fromEntries(values.map((value) => [String(drawName(random)), value]));
}

function drawName(random: Random): unknown {
  return random.oneOf(ODD.filter((value) => typeof value !== "object"));
}

/** The value with one to three of its parts, at any depth, replaced, removed or doubled. */
export function mutateJson(random: Random, value: unknown): unknown {
  let mutated = structuredClone(value);
  for (let left = 1 + random.below(3); left > 0; left -= 1) mutated = mutateOne(random, mutated);
  return mutated;
}

function mutateOne(random: Random, value: unknown): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.05)) return drawJson(random);
  const keys = Object.keys(value);
  if (keys.length === 0) return drawJson(random);
  const key = random.oneOf(keys);
  if (Array.isArray(value)) {
    const items = value as unknown[];
    const at = Number(key);
    if (random.chance(0.2)) return items.toSpliced(at, 1);
    if (random.chance(0.2)) return items.toSpliced(at, 0, items[at]);
    return items.with(at, mutateOne(random, items[at]));
  }
  const fields = value as Readonly<Record<string, unknown>>;
  if (random.chance(0.15)) return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
  if (random.chance(0.1)) return { ...fields, [String(drawName(random))]: drawJson(random) };
  return { ...fields, [key]: mutateOne(random, fields[key]) };
}
