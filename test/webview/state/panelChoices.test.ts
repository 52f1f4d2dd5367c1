import assert from "node:assert/strict";
import { readPanelChoices, selectThreshold } from "../../../src/webview/state/panelChoices";

const NONE = readPanelChoices(undefined);

describe("readPanelState", () => {
  it("reads back what the page wrote", () => {
    const state = {
      layer: 2,
      head: 1,
      stage: 4,
      view: "matrix",
      direction: "to",
      threshold: 0.2,
      others: [{ layer: 0, head: 1 }],
      linksBy: "share",
      strongest: 0.5,
      between: "ab",
      withSpecial: false,
      withoutSpecial: false,
      compared: 4,
      pinned: 3,
      masked: [1, 2],
      against: "commit",
      follow: true,
      kept: true,
      linked: true,
      tour: 5,
      place: "{}",
    } as const;
    assert.deepEqual(readPanelChoices(JSON.parse(JSON.stringify(state))), state);
  });

  for (const value of [
    null,
    7,
    "links",
    [],
    {
      layer: -1,
      head: 0.5,
      stage: "1",
      view: "pie",
      direction: 1,
      threshold: NaN,
      withSpecial: 0,
      others: [{ layer: 0 }],
      linksBy: "size",
      strongest: 2,
      between: "ac",
      withoutSpecial: 1,
      compared: -1,
      pinned: "3",
      against: "war",
      follow: 1,
      kept: 1,
      linked: "yes",
      tour: 8,
      place: 4,
    },
    { layer: NaN, head: Infinity, threshold: 0.9, pinned: -0.5 },
  ]) {
    it(`takes ${JSON.stringify(value)} as nothing chosen`, () => assert.deepEqual(readPanelChoices(value), NONE));
  }
});

describe("findThreshold", () => {
  for (const [chosen, tokenCount, threshold] of [
    [undefined, 1, 0.04],
    [undefined, 50, 0.04],
    [undefined, 80, 0.02],
    [undefined, 512, 0],
    [0, 10, 0],
    [0.3, 512, 0.3],
  ] as const) {
    it(`is ${threshold} for ${tokenCount} tokens when ${chosen ?? "nothing"} was chosen`, () =>
      assert.equal(selectThreshold(chosen, tokenCount), threshold));
  }
});
