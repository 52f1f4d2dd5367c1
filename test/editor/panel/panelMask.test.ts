import assert from "node:assert/strict";
import type { Requests } from "../../../src/engine/protocol/protocol";
import { openShown, TOKENS } from "./openSession";

const RESULT: Requests["mask"]["result"] = {
  tokens: TOKENS,
  positions: [1, 4],
  masked: [
    { position: 1, fills: [{ text: "dogs", probability: 0.5 }], original: { text: "cats", probability: 0.1, rank: 3 } },
  ],
  next: { before: 0.9, after: 0.5 },
  layer: 2,
  head: 1,
  links: [{ from: 0, to: 1, before: 0.5, after: 0 }],
  moved: [0.5, 0, 0, 0, 0, 0],
  cosines: [0.5, 0, 1, 1, 1, 1],
  precision: "fp32",
};
const ASKED = { kind: "mask", positions: [4], layer: 2, head: 1 } as const;

describe("the panel's question about masks", () => {
  it("asks the engine for the text shown, and answers under the positions that the page named", async () => {
    const { session, takeAsked, takePosted } = await openShown();
    session.receive(ASKED);
    const [asked] = await takeAsked();
    assert.equal(asked?.kind, "mask");
    assert.deepEqual(asked.params, {
      model: "/m",
      text: "Cats [MASK]",
      pair: "They",
      mask: [4],
      layer: 2,
      head: 1,
      top: 5,
    });
    asked.answer(RESULT);
    const { masked, next, layer, head, links, moved, cosines } = RESULT;
    assert.deepEqual(await takePosted(), [
      {
        kind: "mask",
        positions: [4],
        masked: [{ position: 1, fills: masked[0]?.fills, original: { text: "cats", probability: 0.1 }, rank: 3 }],
        next,
        layer,
        head,
        links,
        moved,
        cosines,
      },
    ]);
  });

  it("answers the latest question only, and says what failed", async () => {
    const { session, takeAsked, takePosted } = await openShown();
    session.receive(ASKED);
    session.receive({ ...ASKED, positions: [1] });
    const [late, asked] = await takeAsked();
    late?.answer(RESULT);
    asked?.fail("failed");
    assert.deepEqual(await takePosted(), [{ kind: "failed", message: "Cloze could not mask words: said failed" }]);
  });

  it("asks nothing without masks", async () => {
    const { session, takeAsked } = await openShown();
    session.receive({ ...ASKED, positions: [] });
    assert.deepEqual(await takeAsked(), []);
  });
});
