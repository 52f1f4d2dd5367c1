import assert from "node:assert/strict";
import { makeAttention, open, openShown, settle, SHARES, SOURCE, TOKENS } from "./openSession";

describe("AttentionSession", () => {
  for (const { kind, layers } of [
    { kind: "vectors", layers: [{ points: [[0, 0]], share: 1, neighbours: [[]] }] },
    { kind: "heads", layers: [[{ shares: SHARES, sketch: Float32Array.of(1) }]] },
  ] as const) {
    it(`asks for the ${kind} of the text shown, and drops those of an earlier text`, async () => {
      const { session, takeAsked, takePosted } = await openShown();
      session.receive({ kind });
      const [asked] = await takeAsked();
      assert.deepEqual([asked!.kind, asked!.params], [kind, { model: "/m", text: SOURCE.text, pair: SOURCE.pair }]);
      asked!.answer({ tokens: TOKENS, layers });
      assert.deepEqual(await takePosted(), [{ kind, layers }]);
      session.receive({ kind });
      const [late] = await takeAsked();
      session.show({ text: "Dogs" });
      late!.answer({ tokens: TOKENS, layers });
      assert.deepEqual(await takePosted(), []);
    });
  }

  it("asks for the layers with the chosen token masked, and says which it was", async () => {
    const { session, takeAsked, takePosted } = await openShown();
    session.receive({ kind: "layers", position: 1 });
    const [asked] = await takeAsked();
    const params = { model: "/m", text: SOURCE.text, pair: SOURCE.pair, masks: [{ start: 0, end: 4 }], top: 5 };
    assert.deepEqual([asked!.kind, asked!.params], ["layers", params]);
    asked!.answer({ tokens: TOKENS, layers: [], precision: "fp32" });
    assert.deepEqual(await takePosted(), [{ kind: "layers", position: 1, layers: [] }]);
  });

  it("sends nothing before the page is ready", async () => {
    const { session, takeAsked, posted } = open();
    session.show(SOURCE);
    assert.deepEqual(await takeAsked(), []);
    assert.deepEqual(posted, []);
    session.receive({ kind: "ready" });
    assert.equal((await takeAsked()).length, 1);
  });

  it("shows tokens, P(next) and the model, and answers the first attention without a second request", async () => {
    const { session, takeAsked, takePosted } = open();
    session.receive({ kind: "ready" });
    session.show(SOURCE);
    const [first] = await takeAsked();
    assert.deepEqual(first!.params, {
      model: "/m",
      text: SOURCE.text,
      pair: "They",
      heads: [{ layer: 3, head: 0 }],
      keep: true,
    });
    first!.answer(makeAttention(3, 0));
    const [show] = await takePosted();
    assert.deepEqual(show?.kind === "show" && { ...show.input, tokens: show.input.tokens[2] }, {
      ...SOURCE,
      tokens: { text: "[MASK]", id: 2, kind: "mask", prefix: "", start: 5, end: 11, segment: 0, position: 2 },
      model: { name: "m", layers: 4, heads: 2, maxTokens: 16, hasMlm: true },
      precision: "fp32",
      isNext: 0.9,
    });
    session.receive({ kind: "attention", heads: [{ layer: 3, head: 0 }] });
    assert.deepEqual(await takePosted(), [
      { kind: "attention", heads: [{ layer: 3, head: 0 }], weights: Float32Array.of(3, 0), shares: SHARES },
    ]);
    assert.deepEqual(await takeAsked(), []);
  });

  it("says that the text is gone, also to a page that starts anew, until another is shown", async () => {
    const { session, takeAsked, takePosted } = await openShown();
    session.setGone(true);
    session.setGone(true);
    assert.deepEqual(await takePosted(), [{ kind: "gone", isGone: true }]);
    session.receive({ kind: "ready" });
    assert.deepEqual(
      (await takePosted()).map(({ kind }) => kind),
      ["show", "gone"],
    );
    session.show(SOURCE);
    const [again] = await takeAsked();
    again!.answer(makeAttention(3, 0));
    assert.deepEqual(
      (await takePosted()).map(({ kind }) => kind),
      ["show"],
    );
  });

  it("says which part of a long text was read", async () => {
    const { session, takeAsked, takePosted } = open();
    session.receive({ kind: "ready" });
    session.show(SOURCE);
    const read = { windows: 1, span: { start: 0, end: 4 }, pair: { start: 0, end: 2 } };
    (await takeAsked())[0]!.answer({ ...makeAttention(3, 0), read });
    const [show] = await takePosted();
    assert.equal(
      show?.kind === "show" && show.input.notice,
      "The model reads at most 16 tokens. It read characters 0 to 4 of 11, and characters 0 to 2 of 4 of the second text.",
    );
  });

  it("drops the answer for a head that is no longer chosen", async () => {
    const { session, takeAsked, takePosted } = await openShown();
    session.receive({ kind: "attention", heads: [{ layer: 1, head: 0 }] });
    session.receive({ kind: "attention", heads: [{ layer: 1, head: 1 }] });
    const [stale, latest] = await takeAsked();
    latest!.answer(makeAttention(1, 1));
    stale!.answer(makeAttention(1, 0));
    assert.deepEqual(await takePosted(), [
      { kind: "attention", heads: [{ layer: 1, head: 1 }], weights: Float32Array.of(1, 1), shares: SHARES },
    ]);
  });

  it("drops every answer about a text that has been replaced", async () => {
    const { session, takeAsked, takePosted, failures } = await openShown();
    session.receive({ kind: "attention", heads: [{ layer: 1, head: 0 }] });
    session.receive({ kind: "fills", position: 1 });
    const stale = await takeAsked();
    session.show({ text: "Dogs" });
    for (const { answer } of stale) answer(makeAttention(1, 0));
    assert.deepEqual(await takePosted(), []);
    const [latest] = await takeAsked();
    // The page had asked for this head of the earlier text.
    assert.deepEqual(latest!.params, { model: "/m", text: "Dogs", heads: [{ layer: 1, head: 0 }], keep: true });
    assert.deepEqual(failures, []);
  });

  for (const { name, position, params, notice, original } of [
    {
      name: "masks a token of the first text, and reads the second along",
      position: 1,
      params: { text: SOURCE.text, pair: "They", masks: [{ start: 0, end: 4 }] },
      notice: undefined,
      original: true,
    },
    {
      name: "leaves a literal [MASK] to the engine, and reports no original for it",
      position: 2,
      params: { text: SOURCE.text, pair: "They" },
      notice: undefined,
      original: false,
    },
    {
      name: "reads the second text of a pair alone, and says so",
      position: 4,
      params: { text: "They", masks: [{ start: 0, end: 4 }] },
      notice: "For this, the model read B alone.",
      original: true,
    },
  ]) {
    it(name, async () => {
      const { session, takeAsked, takePosted } = await openShown();
      session.receive({ kind: "fills", position });
      const [fill] = await takeAsked();
      assert.deepEqual(fill!.params, { model: "/m", top: 10, exact: true, ...params });
      const own = { text: "cats", probability: 0.1, pieces: 1, rank: 7 };
      const { start, end } = TOKENS[position]!.span;
      const fills = [{ text: "dogs", probability: 0.5, pieces: 1 }];
      fill!.answer({
        masks: [
          { start: 99, end: 100, fills: [] },
          { start, end, fills, original: own },
        ],
      });
      assert.deepEqual(await takePosted(), [
        {
          kind: "fills",
          position,
          fills: [{ text: "dogs", probability: 0.5 }],
          ...(original && { original: { text: "cats", probability: 0.1 }, rank: 7 }),
          ...(notice !== undefined && { notice }),
        },
      ]);
    });
  }

  for (const position of [0, 3, 99, -1, NaN]) {
    it(`asks for no fills at position ${position}, where there is no token or one without characters`, async () => {
      const { session, takeAsked } = await openShown();
      session.receive({ kind: "fills", position });
      assert.deepEqual(await takeAsked(), []);
    });
  }

  it("reports a failure to the page and its owner, and answers the next request", async () => {
    const { session, takeAsked, takePosted, failures } = await openShown();
    session.receive({ kind: "attention", heads: [{ layer: 1, head: 0 }] });
    (await takeAsked())[0]!.fail("stopped");
    assert.deepEqual(await takePosted(), [
      { kind: "failed", message: "Cloze could not read the attention: said stopped" },
    ]);
    assert.deepEqual(failures, [["attention", "stopped"]]);
    session.receive({ kind: "attention", heads: [{ layer: 1, head: 0 }] });
    (await takeAsked())[0]!.answer(makeAttention(1, 0));
    assert.equal((await takePosted())[0]?.kind, "attention");
  });

  it("reads the text again when the page is ready after a failure; otherwise it only shows it again", async () => {
    const { session, takeAsked, takePosted } = open();
    session.receive({ kind: "ready" });
    session.show(SOURCE);
    (await takeAsked())[0]!.fail("hung");
    assert.deepEqual(
      (await takePosted()).map(({ kind }) => kind),
      ["failed"],
    );
    session.receive({ kind: "ready" });
    (await takeAsked())[0]!.answer(makeAttention(3, 0));
    assert.deepEqual(
      (await takePosted()).map(({ kind }) => kind),
      ["show"],
    );
    session.receive({ kind: "ready" });
    assert.deepEqual(await takeAsked(), []);
    assert.deepEqual(
      (await takePosted()).map(({ kind }) => kind),
      ["show"],
    );
  });

  it("reads the text again when another model answers", async () => {
    const { session, takeAsked } = await openShown();
    session.reload();
    assert.equal((await takeAsked())[0]?.kind, "attention");
  });

  it("tells the page where the text moved to, even when it is shown again", async () => {
    const { session, takePosted } = await openShown();
    session.move("there");
    session.receive({ kind: "ready" });
    const [moved, shown] = await takePosted();
    assert.deepEqual(moved, { kind: "place", place: "there" });
    assert.equal(shown?.kind === "show" && shown.input.place, "there");
  });

  it("is busy from the first request to the end of the last", async () => {
    const { session, asked, posted } = await openShown();
    session.receive({ kind: "attention", heads: [{ layer: 1, head: 0 }] });
    session.receive({ kind: "fills", position: 1 });
    await settle();
    asked[0]!.answer(makeAttention(1, 0));
    await settle();
    assert.deepEqual(
      posted.filter(({ kind }) => kind === "busy"),
      [{ kind: "busy", busy: true }],
    );
    asked[1]!.fail("stopped");
    await settle();
    assert.deepEqual(posted.at(-1), { kind: "busy", busy: false });
  });

  it("asks about blanks in small letters as blanks, and shows the text as it stands", async () => {
    const { session, takeAsked, takePosted } = open();
    session.receive({ kind: "ready" });
    session.show({ text: "A [mask|red,green] of rows[mask]", pair: "[mask]" });
    const [first] = await takeAsked();
    assert.deepEqual(first!.params, {
      model: "/m",
      text: "A [MASK|red,green] of rows[mask]",
      pair: "[MASK]",
      heads: [{ layer: 3, head: 0 }],
      keep: true,
    });
    first!.answer(makeAttention(3, 0));
    const show = (await takePosted()).find(({ kind }) => kind === "show");
    assert.equal(show?.kind === "show" && show.input.text, "A [mask|red,green] of rows[mask]");
  });

  it("posts nothing after it is disposed", async () => {
    const { session, takeAsked, takePosted, posted, failures } = await openShown();
    session.receive({ kind: "attention", heads: [{ layer: 1, head: 0 }] });
    const [waiting] = await takeAsked();
    await takePosted();
    session.dispose();
    waiting!.answer(makeAttention(1, 0));
    await settle();
    assert.deepEqual([posted, failures], [[], []]);
  });
});
