import assert from "node:assert/strict";
import { collectAnswers } from "../../../src/editor/panel/exports/collectAnswers";
import type { Requests } from "../../../src/engine/protocol/protocol";
import { INFO, makeAttention, open, openShown, SOURCE, TOKENS } from "./openSession";

const BETWEEN = { layers: [[{ ab: 0.5, ba: 0.25 }]], even: { ab: 0.25, ba: 0.25 } };
const PAIR: Requests["pair"]["result"] = {
  isNext: 0.9,
  swapped: 0.5,
  margin: 1.5,
  others: [0.25],
  drawn: ["Dogs."],
  between: BETWEEN,
  precision: "fp32",
};

describe("the panel's questions about what is inside", () => {
  it("asks whether the document's next sentence follows, and otherwise of the one that was given", async () => {
    for (const next of ["Next.", undefined]) {
      const { session, takeAsked, takePosted } = await openShown({ findNext: () => Promise.resolve(next) });
      session.receive({ kind: "follows", pair: "Given.", orNext: true });
      const [asked] = await takeAsked();
      assert.deepEqual(asked?.params, { model: "/m", text: SOURCE.text, pair: next ?? "Given." });
      asked.answer(PAIR);
      const scores = { isNext: 0.9, swapped: 0.5 };
      const told = next === undefined ? { pair: "Given." } : { pair: next, isNextInDocument: true };
      assert.deepEqual(await takePosted(), [{ kind: "follows", ...told, scores }]);
    }
  });

  it("asks for the input, and names windows of a text alone that does not fit", async () => {
    const { session, takeAsked, takePosted } = await openShown();
    const lengths = TOKENS.map(() => 1);
    const result: Requests["input"]["result"] = {
      tokens: TOKENS,
      tables: [{ table: "words", rows: [], lengths }],
      sums: lengths,
      outputs: lengths,
      size: 8,
      limit: 16,
      total: 6,
      windows: [{ span: { start: 0, end: 11 }, tokens: 6 }],
      precision: "fp32",
    };
    const { tables, size, limit } = result;
    const shown = { kind: "input", tables, sums: lengths, outputs: lengths, size, limit };
    for (const [total, windows] of [
      [6, []],
      [17, [{ start: 0, end: 11, tokens: 6 }]],
    ] as const) {
      session.receive({ kind: "input" });
      const [asked] = await takeAsked();
      assert.deepEqual([asked?.kind, asked?.params], ["input", { model: "/m", text: "Cats [MASK]", pair: "They" }]);
      asked?.answer({ ...result, total });
      assert.deepEqual(await takePosted(), [{ ...shown, total, windows }]);
    }
  });

  it("says why a model tells no labels, and asks nothing", async () => {
    const { session, takeAsked, takePosted } = await openShown();
    session.receive({ kind: "occlude" });
    assert.deepEqual(await takeAsked(), []);
    const [answer] = await takePosted();
    assert.ok(answer?.kind === "occlude" && answer.found === undefined);
    assert.match(answer.lack ?? "", /^The model m tells no tone and no labels\. Choose another/);
  });

  it("compares a pair with the sentences around it", async () => {
    const opened = open({ listAround: () => Promise.resolve(["Cats.", "Dogs."]) });
    const { session, takeAsked, takePosted } = opened;
    session.receive({ kind: "ready" });
    session.show(SOURCE);
    (await takeAsked())[0]!.answer(makeAttention(3, 0));
    await takePosted();
    session.receive({ kind: "pair" });
    const [asked] = await takeAsked();
    const params = { model: "/m", text: SOURCE.text, pair: SOURCE.pair, look: true, document: ["Cats.", "Dogs."] };
    assert.deepEqual([asked?.kind, asked?.params], ["pair", params]);
    asked?.answer({ ...PAIR, read: { windows: 1, span: { start: 0, end: 4 }, pair: { start: 0, end: 2 } } });
    const notice = "For this, the model read characters 0 to 4 of 11, and characters 0 to 2 of 4 of the second text.";
    const found = {
      isNext: 0.9,
      swapped: 0.5,
      margin: 1.5,
      others: [{ text: "Dogs.", isNext: 0.25 }],
      ...BETWEEN,
      notice,
    };
    assert.deepEqual(await takePosted(), [{ kind: "pair", found }]);
  });

  it("exports of the document what was compared, and nothing else", async () => {
    const { name, layers, heads, maxTokens } = INFO;
    const shown = {
      model: "/m",
      info: INFO,
      source: SOURCE,
      first: makeAttention(3, 0),
      input: {
        text: "a",
        tokens: [],
        model: { name, layers, heads, maxTokens, hasMlm: true },
        precision: "fp32" as const,
      },
      listAround: () => Promise.resolve(["Secret.", "Dogs."]),
      findNext: () => Promise.resolve(undefined),
      readOther: () => assert.fail("nothing is compared"),
    };
    const ask = () => Promise.resolve(PAIR as never);
    const [asked] = await collectAnswers(shown, [{ kind: "pair" }], ask);
    assert.deepEqual(asked?.params, { text: SOURCE.text, pair: SOURCE.pair, look: true, document: ["Dogs."] });
  });
});
