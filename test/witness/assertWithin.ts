import assert from "node:assert/strict";

/** Allows for two float32 computations of one sum in different orders. */
export const TOLERANCE = 1e-4;

/** The largest difference found of each kind of number. */
const largest = new Map<string, number>();

/** Fails unless every number is found within the tolerance, by default {@link TOLERANCE}. @param kind - Named with its largest difference at the end. */
export function assertWithin(
  found: ArrayLike<number> | undefined,
  expected: ArrayLike<number>,
  { kind, what, tolerance = TOLERANCE }: { readonly kind: string; readonly what: string; readonly tolerance?: number },
): void {
  assert.ok(found, `${kind}, ${what}: missing`);
  assert.equal(found.length, expected.length, `${kind}, ${what}: numbers`);
  let worst = 0;
  // Whatever is no number is no difference either, so it is asked for by itself.
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(found[i]! - expected[i]!);
    if (!(difference <= worst)) worst = Number.isNaN(difference) ? Infinity : difference;
  }
  largest.set(kind, Math.max(worst, largest.get(kind) ?? 0));
  assert.ok(worst <= tolerance, `${kind}, ${what}: ${worst} apart, expected at most ${tolerance}`);
}

after(() => {
  process.stdout.write("\n  Largest differences\n");
  for (const [kind, difference] of largest) process.stdout.write(`    ${kind}: ${difference.toExponential(1)}\n`);
});
