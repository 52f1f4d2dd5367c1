import assert from "node:assert/strict";
import type { Point } from "../../../src/tasks/vectors/computePlane";

export function assertNear(found: readonly Point[], expected: readonly (readonly number[])[], tolerance = 1e-5): void {
  assert.equal(found.length, expected.length);
  for (const [i, [x, y]] of found.entries()) {
    const [u, v] = expected[i]!;
    assert.ok(Math.hypot(x - u!, y - v!) < tolerance, `point ${i} is ${x}, ${y}, expected ${u}, ${v}`);
  }
}
