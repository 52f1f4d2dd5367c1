import assert from "node:assert/strict";
import path from "node:path";
import { EngineError } from "../../src/engine/protocol/engineError";
import { runFake } from "./fakeContext";

const token = (text: string, start: number, end: number) => ({
  text,
  id: 7,
  span: { start, end },
  segment: 0,
  position: start,
  word: 0,
});
const READ = { windows: 1, span: { start: 0, end: 9 } };

/** Answers of the engine. They hold more than the command line prints. */
const SHARES = { special: 0, itself: 0.125, previous: 0.5, next: 0.375, sameSegment: 0, otherSegment: 0 };
const HEAD = { shares: SHARES, sketch: [[1]] };
const VECTORS = {
  points: [
    [1, 0],
    [-1, 0],
  ],
  share: 1,
  neighbours: [[{ position: 1, cosine: 0.25 }], [{ position: 0, cosine: 0.25 }]],
};
const ANSWERS: Readonly<Record<string, unknown>> = {
  tokens: { tokens: [token("[CLS]", 0, 0), token("cat", 0, 3)] },
  fill: {
    masks: [
      {
        start: 4,
        end: 10,
        fills: [
          { text: "sat", probability: 0.75, pieces: 1 },
          { text: "猫", probability: 0.0001, pieces: 2 },
        ],
        original: { text: "x", probability: 0.1, pieces: 1, rank: 4 },
      },
    ],
  },
  pair: { isNext: 0.875, margin: 1.5, swapped: 0.5, others: [0.25] },
  tone: [{ label: "negative", scores: { negative: 0.9, neutral: 0.1, positive: 0 }, labels: [] }],
  attention: {
    tokens: [token("a", 0, 1), token("b", 1, 2)],
    layer: 3,
    head: 1,
    attention: [
      [0.25, 0.75],
      [1, 0],
    ],
    shares: SHARES,
  },
  heads: { tokens: [token("a", 0, 1), token("b", 1, 2)], layers: [[HEAD, HEAD], [HEAD]] },
  embed: { embedding: [3, 4] },
  vectors: { tokens: [token("a", 0, 1), token("b", 1, 2)], layers: [VECTORS, VECTORS, VECTORS] },
};
const answer = ({ kind }: { kind: string }) => ANSWERS[kind];

describe("runCli", () => {
  for (const { words, params } of [
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
    { words: ["tone", ""], params: { model: "/models/cloze-small", sentences: [""] } },
    { words: ["tone", "--", "-5 degrees"], params: { model: "/models/cloze-small", sentences: ["-5 degrees"] } },
  ]) {
    it(`asks the engine what is meant by: ${words.join(" ")}`, async () => {
      const { requests, exitCode } = await runFake(words, { answer });
      assert.deepEqual(requests, [{ kind: words[0], params }]);
      assert.equal(exitCode, 0);
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
        layers: [[HEAD, HEAD], [HEAD]],
      },
    },
    { words: ["embed", "a"], printed: { embedding: [3, 4] } },
    {
      words: ["vectors", "ab"],
      printed: {
        tokens: [
          { text: "a", id: 7, start: 0, end: 1, segment: 0, position: 0 },
          { text: "b", id: 7, start: 1, end: 2, segment: 0, position: 1 },
        ],
        layers: [VECTORS, VECTORS, VECTORS],
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

  for (const { words, printed } of [
    {
      words: ["tokens", "cat"],
      printed: ["#  id  piece  segment  characters", "0   7  [CLS]  A", "0   7  cat    A        0–3"],
    },
    { words: ["fill", "the [MASK]"], printed: [" 75.0 %  sat  ██████████████████", "< 0.1 %  猫"] },
    {
      words: ["pair", "a", "--pair", "b"],
      printed: ["follows: this order fits better than swapped", "P(next)  87.5 %, swapped 50.0 %", "margin   +1.50"],
    },
    {
      words: ["tone", "a"],
      printed: [
        "negative",
        "",
        "negative  90.0 %  █████████████████████▋",
        "neutral   10.0 %  ██▍",
        "positive     0 %",
      ],
    },
    {
      words: ["attention", "ab"],
      printed: [
        "Layer 3, head 1. Each row's token attends to the columns' tokens.",
        "All of it: previous token 50.0 %, next token 37.5 %, itself 12.5 %.",
        "",
        "0  a  ░▓  75.0 % to 1 b",
        "1  b  █·  100 % to 0 a",
      ],
    },
    {
      words: ["heads", "ab"],
      printed: [
        "Layer and head, and where most of its attention goes over 2 tokens. --json has all places, and a sketch of each head.",
        "",
        "0  0  previous token 50.0 %  next token 37.5 %  itself 12.5 %",
        "0  1  previous token 50.0 %  next token 37.5 %  itself 12.5 %",
        "1  0  previous token 50.0 %  next token 37.5 %  itself 12.5 %",
      ],
    },
    {
      words: ["vectors", "ab"],
      printed: [
        "After layer 1: each token, and the tokens most like it by the cosine of their vectors. --json has every layer.",
        "",
        "0  a  0.25 1 b",
        "1  b  0.25 0 a",
      ],
    },
    { words: ["embed", "a"], printed: ["2 numbers, length 5.0000", "3.0000  4.0000"] },
  ]) {
    it(`prints a page for people: ${words.join(" ")}`, async () => {
      const { output } = await runFake(words, { answer });
      assert.equal(output.trim(), printed.join("\n").trim());
      assert.equal((await runFake([...words, "--output", "text"], { answer })).output, output);
    });
  }

  for (const { words, result } of [
    {
      words: ["tone", "a"],
      result: [{ label: "neutral", scores: { negative: 0, neutral: 1, positive: 0 }, read: READ }],
    },
    { words: ["pair", "a", "--pair", "b"], result: { isNext: 1, margin: 1, swapped: 0.5, read: READ } },
    { words: ["embed", "a"], result: { embedding: [], read: READ } },
    { words: ["heads", "a"], result: { tokens: [], layers: [], read: READ } },
    { words: ["vectors", "a"], result: { tokens: [], layers: [], read: READ } },
    { words: ["attention", "a"], result: { tokens: [], attention: [], shares: SHARES, layer: 0, head: 0, read: READ } },
    { words: ["fill", "a"], result: { masks: [{ start: 0, end: 1, fills: [], read: READ }] } },
  ]) {
    it(`says what was read of a text that is too long: ${words.join(" ")}`, async () => {
      const { output } = await runFake([...words, "--json"], { answer: () => result });
      assert(output.includes(`"read":${JSON.stringify(READ)}`), output);
      const page = await runFake(words, { answer: () => result });
      assert.match(page.output, /longer than the model takes.*0 to 9/);
    });
  }

  it("says which of the texts around a mask were read along", async () => {
    const context = { before: [1], after: [] };
    const result = { masks: [{ start: 0, end: 1, fills: [], context }] };
    const words = ["fill", "a", "--before", "b", "--before", "c", "--after", "d"];
    const { output } = await runFake([...words, "--json"], { answer: () => result });
    assert(output.includes(`"context":${JSON.stringify(context)}`), output);
    const page = await runFake(words, { answer: () => result });
    assert.match(page.output, /read along.*: 1 of 2 before, 0 of 1 after\./);
  });

  for (const { name, input, text } of [
    { name: "without the line break at its end", input: "a b\n", text: "a b" },
    { name: "without one Windows line break at its end", input: "a\r\nb\r\n\r\n", text: "a\r\nb\r\n" },
    { name: "as it is", input: "  ä 🙂 ", text: "  ä 🙂 " },
    { name: "without a byte order mark", input: "\ufeffa", text: "a" },
  ]) {
    it(`reads a text from standard input ${name}`, async () => {
      const { requests } = await runFake(["tone"], { answer, input });
      assert.deepEqual(requests[0]?.params, { model: "/models/cloze-small", sentences: [text] });
    });
  }

  for (const { name, words, input, says } of [
    { name: "an unknown command", words: ["dance"], says: "unknown command 'dance'" },
    { name: "an unknown option", words: ["tone", "a", "--loud"], says: "unknown option '--loud'" },
    { name: "an option of another command", words: ["tone", "a", "--layer", "1"], says: "unknown option '--layer'" },
    { name: "words without quotes", words: ["tone", "a", "b"], says: "too many arguments" },
    { name: "no text on a terminal", words: ["tone"], says: "no text" },
    { name: "a fraction", words: ["fill", "a", "--top", "1.5"], says: `--top is "1.5", expected a whole number` },
    { name: "a word for a number", words: ["attention", "a", "--head", "two"], says: `--head is "two"` },
    { name: "an empty target", words: ["fill", "a", "--targets", "cat,,dog"], says: "--targets" },
    { name: "an unknown pooling", words: ["embed", "a", "--pooling", "max"], says: "concat-last-four" },
    { name: "no pair", words: ["pair", "a"], says: "no second text" },
    { name: "a text and --jsonl", words: ["tone", "a", "--jsonl"], says: "expected one" },
    {
      name: "two outputs",
      words: ["tone", "a", "--json", "--output", "text"],
      says: `outputs "text" and "json", expected one`,
    },
    { name: "an unknown output", words: ["tone", "a", "--output", "sarif"], says: "Allowed choices are text, json" },
    {
      name: "lines and text",
      words: ["tone", "--jsonl", "--output", "text"],
      says: `--output is "text", expected "json"`,
    },
    {
      name: "an unknown format",
      words: ["read", "--format", "docx"],
      says: `--format is "docx", expected asciidoc, commit`,
    },
    { name: "an empty format", words: ["lint", "--format", ""], says: `--format is "", expected asciidoc, commit` },
    {
      name: "a format where no document is read",
      words: ["tone", "a", "--format", "rst"],
      says: "unknown option '--format'",
    },
    { name: "two models", words: ["model", "info", "a", "--model", "b"], says: `models "a" and "b"` },
    { name: "an unknown device", words: ["tone", "a", "--device", "gpu"], says: "auto, cpu, cuda, directml, coreml" },
    { name: "a threshold over 1", words: ["lint", "--threshold", "1.1"], says: `--threshold is "1.1"` },
    { name: "an empty threshold", words: ["lint", "--threshold", ""], says: `--threshold is ""` },
    { name: "bytes that are not text", words: ["tone"], input: Buffer.from([0x61, 0xff]), says: "not UTF-8" },
  ]) {
    it(`refuses ${name} with exit code 2, and asks the engine nothing`, async () => {
      const { exitCode, errors, output, requests } = await runFake(words, { input });
      assert.equal(exitCode, 2);
      assert(errors.includes(says), errors);
      assert.equal(output, "");
      assert.deepEqual(requests, []);
    });
  }

  for (const { words, devices } of [
    { words: ["tone", "a"], devices: { device: "auto", cudaFolder: "" } },
    { words: ["tone", "a", "--device", "webgpu"], devices: { device: "webgpu", cudaFolder: "" } },
    { words: ["--device", "cpu", "tone", "a"], devices: { device: "cpu", cudaFolder: "" } },
    {
      words: ["tone", "a", "--device", "cuda", "--cuda-folder", "lib"],
      devices: { device: "cuda", cudaFolder: path.resolve("/folder", "lib") },
    },
  ]) {
    it(`tells the engine where to run: ${words.join(" ")}`, async () => {
      const found = (await runFake(words, { answer: () => ANSWERS["tone"] })).devices;
      assert.deepEqual(found, devices);
    });
  }

  it("prints an error of the engine with its code, and exits with 2", async () => {
    const failing = () => {
      throw new EngineError("no-mask", "nothing to fill");
    };
    const { exitCode, errors, output } = await runFake(["fill", "a", "--json"], { answer: failing });
    assert.deepEqual([exitCode, errors, output], [2, "cloze: nothing to fill (no-mask)\n", ""]);
  });

  for (const { words, says } of [
    {
      words: ["--help"],
      says: ["fill", "pair", "tone", "tokens", "attention", "embed", "heads", "vectors", "lint", "read", "model"],
    },
    {
      words: ["fill", "--help"],
      says: ["--device <name>", "--model <name>", "--top <count>", "--targets <words>", "--json", "--jsonl"],
    },
    { words: ["fill", "--help"], says: ["fills wanted for each mask", "score these words only, separated by commas"] },
    { words: ["attention", "--help"], says: ["layer, from 0. Default: the last", "read as its pair"] },
    { words: ["embed", "--help"], says: ["--pooling", "concat-last-four", "--layer"] },
    {
      words: ["read", "--help"],
      says: ["--format <name>", "plaintext, rst", "--output <name>", "JSON object for each file"],
    },
    { words: ["model", "info", "--help"], says: ["--model", "--json"] },
    { words: ["lint", "--help"], says: ["--threshold", "0.8", "all documents here", "--format <name>", "sarif"] },
    { words: ["--version"], says: ["1.2.3"] },
  ]) {
    it(`explains itself and exits with 0: ${words.join(" ")}`, async () => {
      const { exitCode, output } = await runFake(words);
      assert.equal(exitCode, 0);
      for (const part of says) assert(output.includes(part), `"${part}" in\n${output}`);
    });
  }

  it("shows what a model is and can do", async () => {
    const info = {
      folder: "/models/x",
      name: "x",
      architecture: "bert",
      layers: 4,
      heads: 2,
      hiddenSize: 256,
      vocabularySize: 20000,
      maxTokens: 512,
      cased: false,
      parameters: 8563746,
      has: { mlm: true, nsp: false, classifier: true },
      labels: ["bad", "good"],
      problem: "single-label",
      temperature: 1,
      device: "CPU",
      deviceReason: "WebGPU is slower here (3.1 ms against 0.6 ms)",
      precision: "fp32",
    };
    const page = await runFake(["model", "info", "x"], { answer: () => info });
    assert.deepEqual(page.requests, [{ kind: "device", params: { model: "/models/x" } }]);
    for (const part of [
      "8,563,746",
      "fill (masked words)",
      "tone (bad, good)",
      "512 tokens",
      "WebGPU is slower here",
    ]) {
      assert(page.output.includes(part), page.output);
    }
    assert(!page.output.includes("next sentence"));
    for (const json of [["--json"], ["--output", "json"]]) {
      const { output } = await runFake(["model", "info", "--model", "x", ...json], { answer: () => info });
      assert.deepEqual(JSON.parse(output), info);
    }
  });
});
