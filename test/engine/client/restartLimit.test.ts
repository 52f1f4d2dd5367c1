import assert from "node:assert/strict";
import { RestartLimit } from "../../../src/engine/client/restartLimit";

describe("RestartLimit", () => {
  for (const { name, ends, delays } of [
    {
      name: "waits longer each time and stops at the fourth crash",
      ends: [0, 1, 2, 3],
      delays: [10, 40, 160, undefined],
    },
    {
      name: "forgets crashes that are over a minute old",
      ends: [0, 1, 2, 60_001, 60_002],
      delays: [10, 40, 160, 40, 40],
    },
    {
      name: "never stops a process that crashes rarely",
      ends: [0, 60_000, 120_000, 180_000],
      delays: [10, 10, 10, 10],
    },
  ]) {
    it(name, () => {
      const limit = new RestartLimit(10);
      assert.deepEqual(
        ends.map((end) => limit.countEnd(end)),
        delays,
      );
    });
  }

  it("begins anew when told to forget", () => {
    const limit = new RestartLimit(10);
    for (let i = 0; i < 4; i++) limit.countEnd(0);
    limit.forget();
    assert.equal(limit.countEnd(0), 10);
  });
});
