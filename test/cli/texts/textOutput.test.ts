import assert from "node:assert/strict";
import { answer, READ, SHARES } from "../fakeAnswers";
import { runFake } from "../fakeContext";

// What a command about one text prints: the other file beside this one has what it asks.
describe("what a command about one text prints", () => {
  for (const { words, printed } of [
    {
      words: ["tokens", "cat"],
      printed: ["#  id  piece  segment  characters", "0   7  [CLS]  A", "0   7  cat    A        0–3"],
    },
    { words: ["fill", "the [MASK]"], printed: [" 75.0 %  sat  ██████████████████", "< 0.1 %  猫"] },
    {
      words: ["fill", "[MASK] [MASK]", "--joint"],
      printed: ["50.0 %  paris  france  ████████████", "25.0 %  rome   italy   ██████"],
    },
    {
      words: ["probe", "[MASK] {job}", "--words", "he,she", "--slot", "job=nurse,engineer"],
      printed: [
        "Log-odds of the first word over the second: with the slots filled, with masks in them (the prior),",
        "and how far what stands in the slots moves the model, filled − prior.",
        "",
        "job       filled  prior  moved by             ◂ she  he ▸",
        "nurse      −1.00  +1.00     −2.00  ████████████████  │",
        "engineer   +1.50  +0.50     +1.00                    │████████",
      ],
    },
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
    {
      words: ["neurons", "ab", "--from", "0", "--to", "1"],
      printed: [
        'Layer 3, head 1. "a" at 0 looks at "b" at 1: score 1.000, attention 75.0 %.',
        "The score is the sum of 2 products of query and key, each divided by √2. The largest 2:",
        "",
        "element  query    key  product",
        "      1  2.000  0.000    1.500",
        "      0  1.000  0.000   -0.500",
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
    {
      words: ["attention", "a"],
      result: { tokens: [], attention: Float32Array.of(), shares: SHARES, heads: [], read: READ },
    },
    { words: ["fill", "a"], result: { masks: [{ start: 0, end: 1, fills: [], read: READ }] } },
    { words: ["fill", "a", "--joint"], result: { fills: [], read: READ } },
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
});
