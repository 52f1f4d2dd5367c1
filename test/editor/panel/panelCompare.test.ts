import assert from "node:assert/strict";
import type { Requests } from "../../../src/engine/protocol/protocol";
import { INFO, openShown, TOKENS } from "./openSession";

const SIDE = { model: "m", tokens: TOKENS, precision: "fp32" } as const;
const RESULT: Requests["compare"]["result"] = {
  before: SIDE,
  after: SIDE,
  words: [
    { before: [0], after: [0], change: "same", moved: 0, cosine: 1 },
    { after: [1], change: "added" },
  ],
  fills: [],
  labels: [{ label: "good", before: 0.25, after: 0.75 }],
  next: { after: 0.5 },
  heads: { before: [{ layer: 2, head: 1 }], after: [{ layer: 2, head: 1 }] },
  links: [{ from: 0, to: 1, before: 0, after: 0.5 }],
  layers: [
    [0, 0.25],
    [0.5, 0.125],
  ],
};
const HEADS = [{ layer: 2, head: 1 }];

describe("the panel's question about what differs", () => {
  it("puts a text that it is compared with first, and answers with what is written at each word", async () => {
    const { session, takeAsked, takePosted } = await openShown();
    session.receive({ kind: "compare", against: "saved", position: 1, heads: HEADS });
    const [asked] = await takeAsked();
    assert.equal(asked?.kind, "compare");
    assert.deepEqual(asked.params, {
      model: "/m",
      text: "Cats [MASK]",
      pair: "They",
      other: { text: "it is" },
      otherFirst: true,
      mask: [1],
      heads: HEADS,
      keep: true,
    });
    asked.answer(RESULT);
    const [answer] = await takePosted();
    assert.ok(answer?.kind === "compare");
    assert.deepEqual([answer.against, answer.position, answer.heads], ["saved", 1, HEADS]);
    assert.deepEqual(answer.names, { before: "as saved", after: "as it is" });
    assert.deepEqual(
      answer.movedHeads.map(({ layer, head }) => [layer, head]),
      [
        [1, 0],
        [0, 1],
        [1, 1],
        [0, 0],
      ],
    );
    assert.deepEqual(answer.next, { after: 0.5 });
    assert.deepEqual(answer.notices, []);
  });

  it("says that nothing is compared where the person chose nothing", async () => {
    const { session, takeAsked, takePosted, failures } = await openShown({
      readOther: () => Promise.resolve(undefined),
    });
    session.receive({ kind: "compare", against: "text", again: true, heads: HEADS });
    assert.deepEqual(await takePosted(), [{ kind: "against", against: undefined }]);
    assert.deepEqual([await takeAsked(), failures], [[], []]);
  });

  it("compares with another model after this one, in the mean of all heads where it has not those that are chosen", async () => {
    const { session, takeAsked } = await openShown();
    session.receive({ kind: "compare", against: "model", heads: [{ layer: INFO.layers, head: 0 }] });
    const [asked] = await takeAsked();
    const params = {
      model: "/m",
      text: "Cats [MASK]",
      pair: "They",
      other: { model: "/o" },
      heads: "mean",
      keep: true,
    };
    assert.deepEqual(asked?.params, params);
  });

  it("says what there is nothing to compare with", async () => {
    const { session, takeAsked, takePosted } = await openShown();
    session.receive({ kind: "compare", against: "commit", heads: HEADS });
    assert.deepEqual(await takeAsked(), []);
    assert.deepEqual(await takePosted(), [{ kind: "failed", message: "Cloze could not compare: no commit" }]);
  });
});
