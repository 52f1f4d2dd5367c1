import assert from "node:assert/strict";
import { scoreTone } from "../../../src/tasks/tone/scoreTone";
import { createFakeModel, type FakeAnswers } from "../fakeModel";

const WORDS = ["good", "bad", "plain"];
const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-6, `${a}, expected ${b}`);
const tone = (answers: Partial<FakeAnswers>, text = "bad") =>
  scoreTone(createFakeModel({ words: WORDS, ...answers }), text);

describe("scoreTone", () => {
  it("is the softmax over the labels, divided by the temperature", async () => {
    const result = await tone({
      labels: ["negative", "neutral", "positive"],
      classifier: () => [2, 0, -2],
      temperature: 2,
    });
    const sum = Math.exp(1) + 1 + Math.exp(-1);
    assert.equal(result.label, "negative");
    near(result.scores.negative, Math.exp(1) / sum);
    near(result.scores.neutral, 1 / sum);
    assert.equal(result.labels, undefined);
  });

  it("two labels leave nothing to neutral", async () => {
    const result = await tone({ labels: ["NEGATIVE", "POSITIVE"], classifier: () => [0, 1] });
    assert.equal(result.label, "positive");
    assert.equal(result.scores.neutral, 0);
    assert.equal(result.labels, undefined);
  });

  it("stars add up to tones", async () => {
    const labels = ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"];
    const result = await tone({ labels, classifier: () => [1, 1, 1, 1, 1] });
    near(result.scores.negative, 0.4);
    near(result.scores.neutral, 0.2);
    assert.deepEqual(
      result.labels?.map(({ label }) => label),
      labels,
    );
  });

  it("labels that do not exclude each other count by the strongest, and sum to 1", async () => {
    const labels = ["anger", "fear", "joy"];
    const result = await tone({ labels, problem: "multi-label", classifier: () => [0, 0, -100] });
    near(result.scores.negative, 0.5);
    near(result.scores.neutral, 0.5);
    near(result.scores.positive, 0);
  });

  it("a long text is the mean of its windows by tokens, and says so", async () => {
    const text = `${"bad ".repeat(60)}good`;
    const result = await tone(
      {
        labels: ["negative", "positive"],
        maxTokens: 8,
        classifier: (pieces) => (pieces.includes("good") ? [-50, 50] : [50, -50]),
      },
      text,
    );
    assert.ok(result.scores.negative > 0.8 && result.scores.positive > 0);
    assert.ok(result.read && result.read.windows > 8);
    assert.deepEqual(result.read.span, { start: 0, end: text.length });
  });

  it("without a classifier it says what is missing", () =>
    assert.rejects(tone({}), { code: "no-head", message: /classifier/ }));
  it("labels of something else are refused", () =>
    assert.rejects(tone({ labels: ["sports", "politics"], classifier: () => [0, 0] }), { code: "unknown-labels" }));
});
