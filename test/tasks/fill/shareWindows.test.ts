import assert from "node:assert/strict";
import { shareWindows } from "../../../src/tasks/fill/shareWindows";

describe("shareWindows", () => {
  for (const { name, indices, room, length, groups } of [
    { name: "one mask has a window of its own", indices: [500], room: 126, length: 1000, groups: [[0, 1]] },
    { name: "masks within half a window share it", indices: [100, 163], room: 126, length: 1000, groups: [[0, 2]] },
    {
      name: "masks farther apart do not",
      indices: [100, 164],
      room: 126,
      length: 1000,
      groups: [
        [0, 1],
        [1, 2],
      ],
    },
    { name: "all masks of a text that fits share it", indices: [0, 125], room: 126, length: 126, groups: [[0, 2]] },
    { name: "without masks there is no window", indices: [], room: 126, length: 10, groups: [] },
    {
      name: "after 64 masks another step begins",
      indices: Array.from({ length: 130 }, (_, i) => i),
      room: 510,
      length: 130,
      groups: [
        [0, 64],
        [64, 128],
        [128, 130],
      ],
    },
  ]) {
    it(name, () => assert.deepEqual(shareWindows(indices, { room, length }), groups));
  }
});
