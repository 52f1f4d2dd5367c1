import assert from "node:assert/strict";
import { runFake } from "../fakeContext";

const token = (text: string, position: number) => ({
  text,
  id: 7,
  span: { start: position, end: position + text.length },
  segment: 0,
  position,
});
const INPUT = {
  tokens: [token("a", 0), token("b", 1)],
  tables: [
    { table: "words", rows: [7, 8], lengths: [1.25, 2.5] },
    { table: "positions", rows: [0, 1], lengths: [0.5, 0.25] },
  ],
  sums: [1.5, 2],
  outputs: [10, 11],
  size: 4,
  limit: 2,
  total: 3,
  windows: [
    { span: { start: 0, end: 1 }, tokens: 2 },
    { span: { start: 2, end: 3 }, tokens: 2 },
  ],
  read: { windows: 1, span: { start: 0, end: 1 } },
};
const OCCLUDE = {
  label: "negative",
  labels: [
    { label: "negative", probability: 0.75 },
    { label: "positive", probability: 0.25 },
  ],
  several: false,
  words: [{ start: 2, end: 5, fall: 0.5, without: [0.25, 0.75], attention: 0.125 }],
  more: 1,
  mask: "[MASK]",
  tokens: [token("a", 0), token("bad", 2)],
  layer: 3,
  attention: [0.875, 0.125],
};
const PAIR = {
  isNext: 0.875,
  margin: 1.5,
  swapped: 0.5,
  others: [],
  drawn: [],
  between: {
    layers: [
      [
        { ab: 0.5, ba: 0.125 },
        { ab: 0.25, ba: 0.75 },
      ],
    ],
    even: { ab: 0.25, ba: 0.25 },
  },
};
const answer = ({ kind }: { kind: string }) => ({ input: INPUT, occlude: OCCLUDE, pair: PAIR })[kind];
const model = "/models/cloze-small";

describe("cloze input", () => {
  it("prints what is added for each token, and the windows of a text that does not fit", async () => {
    const { output, requests } = await runFake(["input", "a b", "--pair", "c"], { answer });
    assert.deepEqual(requests, [{ kind: "input", params: { model, text: "a b", pair: "c" } }]);
    for (const line of [
      /^3 tokens; the model reads 2 at once\./,
      /in 2, of 2, 2 tokens\./,
      /# +piece +words +positions +sum +normalized/,
      /1 +b +2\.500 +0\.250 +2\.000 +11\.000/,
    ])
      assert.match(output, line);
  });

  it("prints JSON with the same numbers", async () => {
    const { output } = await runFake(["input", "a b", "--json"], { answer });
    const printed = JSON.parse(output) as Readonly<Record<string, unknown>>;
    const windows = INPUT.windows.map(({ span, tokens }) => ({ ...span, tokens }));
    assert.deepEqual(printed, { ...INPUT, tokens: printed["tokens"], windows });
  });
});

describe("cloze tone --why", () => {
  it("asks for the words, and prints how far the answer falls without each", async () => {
    const { output, requests } = await runFake(["tone", "a bad", "--why"], { answer });
    assert.deepEqual(requests, [{ kind: "occlude", params: { model, text: "a bad" } }]);
    for (const line of [
      /negative +75\.0 %/,
      /with \[MASK\] in its place/,
      /bad +\+50\.0 +12\.5 %/,
      /1 word behind these/,
    ])
      assert.match(output, line);
  });

  it("prints JSON with the same numbers, and the words", async () => {
    const { output } = await runFake(["tone", "a bad", "--why", "--json"], { answer });
    const printed = JSON.parse(output) as { readonly tokens: unknown };
    const scores = { negative: 0.75, positive: 0.25 };
    const words = [{ text: "bad", ...OCCLUDE.words[0] }];
    assert.deepEqual(printed, { ...OCCLUDE, scores, words, tokens: printed.tokens });
  });

  it("answers a line of JSON that asks why", async () => {
    const { output } = await runFake(["tone", "--jsonl"], { answer, input: '{"text":"a bad","why":true}\n' });
    assert.equal((JSON.parse(output) as { readonly label: string }).label, "negative");
  });
});

describe("cloze pair --why", () => {
  it("asks for what is between the two, and prints the heads with most of it", async () => {
    const { output, requests } = await runFake(["pair", "a", "--pair", "b", "--why"], { answer });
    assert.deepEqual(requests, [{ kind: "pair", params: { model, text: "a", pair: "b", look: true } }]);
    assert.match(
      output,
      /Attention of A to B: 25\.0 % if it were even.*\n\nLayer 0, head 0 +50\.0 %\nLayer 0, head 1 +25\.0 %/,
    );
    assert.match(output, /Attention of B to A.*\n\nLayer 0, head 1 +75\.0 %/);
  });

  it("prints JSON with the same numbers", async () => {
    const { output } = await runFake(["pair", "a", "--pair", "b", "--why", "--json"], { answer });
    const { isNext, margin, swapped, between } = PAIR;
    assert.deepEqual(JSON.parse(output), { isNext, margin, swapped, between });
  });

  it("refuses it of labels, of which it would explain nothing", async () => {
    const words = ["pair", "a", "--pair", "b", "--task", "labels", "--why"];
    const { exitCode, errors } = await runFake(words, { answer });
    assert.equal(exitCode, 2);
    assert.match(errors, /--why and --task labels/);
  });
});
