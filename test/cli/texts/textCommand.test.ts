import assert from "node:assert/strict";
import { answer, PRINTED_HEAD, PRINTED_VECTORS, SHARES } from "../fakeAnswers";
import { runFake } from "../fakeContext";

const TOKENS = [
  { text: "a", id: 7, start: 0, end: 1, segment: 0, position: 0 },
  { text: "b", id: 7, start: 1, end: 2, segment: 0, position: 1 },
];

describe("a command about one text", () => {
  for (const { words, params, kind = words[0] } of [
    { words: ["tokens", "a b"], params: { model: "/models/cloze-small", text: "a b", specials: "reference" } },
    {
      words: ["tokens", "a", "--pair", "b", "--model", "./mine"],
      params: { model: "/models/./mine", text: "a", pair: "b", specials: "reference" },
    },
    { words: ["fill", "a"], params: { model: "/models/cloze-small", text: "a" } },
    {
      words: ["fill", "a", "--top", "3", "--targets", "cat, dog", "--pair", "b"],
      params: { model: "/models/cloze-small", text: "a", pair: "b", top: 3, targets: ["cat", "dog"] },
    },
    {
      words: ["fill", "a", "--before", "b", "--before", "c", "--after", "d", "--max-pieces", "2", "--words", "cat,dog"],
      params: {
        model: "/models/cloze-small",
        text: "a",
        before: ["b", "c"],
        after: ["d"],
        maxPieces: 2,
        words: ["cat", "dog"],
      },
    },
    {
      words: ["fill", "--joint", "a", "--top", "3", "--pair", "b", "--before", "c", "--max-pieces", "2"],
      kind: "joint",
      params: { model: "/models/cloze-small", text: "a", pair: "b", before: ["c"], top: 3, maxPieces: 2 },
    },
    {
      words: ["probe", "a {b} {c}", "--words", "he,she", "--slot", "b=x, y", "--slot", "c=z=1"],
      params: {
        model: "/models/cloze-small",
        text: "a {b} {c}",
        words: ["he", "she"],
        slot: { b: ["x", "y"], c: ["z=1"] },
      },
    },
    // The engine refuses what is out of range.
    { words: ["fill", "a", "--top", "-3"], params: { model: "/models/cloze-small", text: "a", top: -3 } },
    { words: ["pair", "a", "--pair", "b"], params: { model: "/models/cloze-small", text: "a", pair: "b" } },
    { words: ["tone", "a"], params: { model: "/models/cloze-small", sentences: ["a"] } },
    {
      words: ["attention", "a", "--layer", "0", "--head", "1"],
      params: { model: "/models/cloze-small", text: "a", layer: 0, head: 1 },
    },
    {
      words: ["embed", "a", "--layer", "2", "--pooling", "cls"],
      params: { model: "/models/cloze-small", text: "a", pooling: "cls", layer: 2 },
    },
    { words: ["heads", "a", "--pair", "b"], params: { model: "/models/cloze-small", text: "a", pair: "b" } },
    { words: ["vectors", "a", "--pair", "b"], params: { model: "/models/cloze-small", text: "a", pair: "b" } },
    { words: ["tone", "--", "-5 degrees"], params: { model: "/models/cloze-small", sentences: ["-5 degrees"] } },
  ]) {
    it(`asks the engine what is meant by: ${words.join(" ")}`, async () => {
      const { requests, exitCode } = await runFake(words, { answer });
      assert.deepEqual(requests, [{ kind, params }]);
      assert.equal(exitCode, 0);
    });
  }

  for (const { precision, named } of [
    { precision: "fp32", named: "float32" },
    { precision: "int8", named: "int8" },
  ]) {
    it(`says what an answer was computed in: ${named}`, async () => {
      const withPrecision = (request: { readonly kind: string }) => ({ ...(answer(request) as object), precision });
      for (const kind of ["fill", "attention", "embed", "heads", "vectors"]) {
        const { output } = await runFake([kind, "a"], { answer: withPrecision });
        assert.ok(output.endsWith(`\n\nComputed in ${named}.\n`), output);
        const json = await runFake([kind, "a", "--json"], { answer: withPrecision });
        assert.equal((JSON.parse(json.output) as { readonly precision: string }).precision, precision);
      }
      const tones = () => [{ label: "neutral", scores: { negative: 0, neutral: 1, positive: 0 }, precision }];
      assert.match((await runFake(["tone", "a"], { answer: tones })).output, new RegExp(`Computed in ${named}\\.\n$`));
    });
  }

  for (const kind of ["attention", "heads", "vectors", "embed"]) {
    it(`says in its help from what layers and heads are counted: ${kind}`, async () => {
      const { output } = await runFake([kind, "--help"]);
      assert.match(
        output.replace(/\s+/g, " "),
        /Layers and heads of attention are counted from 0\. Of vectors, embed, rollout and layers, layer 0 are the embeddings/,
      );
    });
  }

  for (const { words, printed } of [
    {
      words: ["tokens", "cat"],
      printed: {
        tokens: [
          { text: "[CLS]", id: 7, start: 0, end: 0, segment: 0, position: 0 },
          { text: "cat", id: 7, start: 0, end: 3, segment: 0, position: 0 },
        ],
        maxTokens: 64,
      },
    },
    {
      words: ["fill", "the [MASK]"],
      printed: {
        masks: [
          {
            start: 4,
            end: 10,
            fills: [
              { text: "sat", probability: 0.75 },
              { text: "猫", probability: 0.0001 },
            ],
          },
        ],
      },
    },
    {
      words: ["fill", "[MASK] [MASK]", "--joint"],
      printed: {
        fills: [
          { texts: ["paris", "france"], probability: 0.5 },
          { texts: ["rome", "italy"], probability: 0.25 },
        ],
      },
    },
    {
      words: ["probe", "[MASK] {job}", "--words", "he,she", "--slot", "job=nurse,engineer"],
      printed: {
        rows: [
          { slots: { job: "nurse" }, words: ["he", "she"], filled: -1, prior: 1, logOdds: -2 },
          { slots: { job: "engineer" }, words: ["he", "she"], filled: 1.5, prior: 0.5, logOdds: 1 },
        ],
      },
    },
    { words: ["pair", "a", "--pair", "b"], printed: { isNext: 0.875, margin: 1.5 } },
    { words: ["tone", "a"], printed: { label: "negative", scores: { negative: 0.9, neutral: 0.1, positive: 0 } } },
    {
      words: ["attention", "ab"],
      printed: {
        tokens: [
          { text: "a", id: 7, start: 0, end: 1, segment: 0, position: 0 },
          { text: "b", id: 7, start: 1, end: 2, segment: 0, position: 1 },
        ],
        attention: [
          [0.25, 0.75],
          [1, 0],
        ],
        shares: SHARES,
      },
    },
    {
      words: ["heads", "ab"],
      printed: {
        tokens: [
          { text: "a", id: 7, start: 0, end: 1, segment: 0, position: 0 },
          { text: "b", id: 7, start: 1, end: 2, segment: 0, position: 1 },
        ],
        layers: [[PRINTED_HEAD, PRINTED_HEAD], [PRINTED_HEAD]],
      },
    },
    { words: ["embed", "a"], printed: { embedding: [3, 4] } },
    {
      words: ["rollout", "ab", "--token", "0"],
      printed: {
        tokens: TOKENS,
        rollout: [
          [0.25, 0.75],
          [1, 0],
        ],
        flow: [
          [0.25, 0.75],
          [1, 0],
        ],
        links: [{ layer: 0, from: 1, to: 0, share: 0.75 }],
      },
    },
    {
      words: ["neurons", "ab", "--from", "0", "--to", "1"],
      printed: {
        tokens: TOKENS,
        layer: 3,
        head: 1,
        query: [
          [1, 2],
          [3, 4],
        ],
        key: [
          [-1, 0.5],
          [0, 0],
        ],
        products: [-0.5, 1.5],
        score: 1,
        weight: 0.75,
      },
    },
    {
      words: ["vectors", "ab"],
      printed: {
        tokens: [
          { text: "a", id: 7, start: 0, end: 1, segment: 0, position: 0 },
          { text: "b", id: 7, start: 1, end: 2, segment: 0, position: 1 },
        ],
        layers: [PRINTED_VECTORS, PRINTED_VECTORS, PRINTED_VECTORS],
      },
    },
  ]) {
    it(`prints exactly this with --json, or --output json: ${words.join(" ")}`, async () => {
      const { output, exitCode } = await runFake([...words, "--json"], { answer });
      assert.equal(output, `${JSON.stringify(printed)}\n`);
      assert.equal(exitCode, 0);
      assert.equal((await runFake([...words, "--output", "json"], { answer })).output, output);
    });

    it(`prints the same with --jsonl: ${words.join(" ")}`, async () => {
      const [command = "", text, ...options] = words;
      const input = JSON.stringify({ text });
      const { output } = await runFake([command, "--jsonl", ...options], { answer, input });
      assert.equal(output, `${JSON.stringify(printed)}\n`);
    });
  }
});
