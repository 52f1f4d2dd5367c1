import assert from "node:assert/strict";
import { buildToneQuestion } from "../../../src/tasks/tone/toneQuestion";
import { createFakeModel, type FakeAnswers } from "../fakeModel";
import { runTone } from "./runTone";

const WORDS = ["good", "bad", "plain"];
const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-6, `${a}, expected ${b}`);
const createModel = (answers: Partial<FakeAnswers>) => createFakeModel({ words: WORDS, ...answers });
const tone = (answers: Partial<FakeAnswers>, text = "bad") => runTone(createModel(answers), text);

describe("toneQuestion", () => {
  it("reads logits as the softmax over the labels, divided by the temperature", async () => {
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

  it("leaves nothing to neutral with two labels", async () => {
    const result = await tone({ labels: ["NEGATIVE", "POSITIVE"], classifier: () => [0, 1] });
    assert.equal(result.label, "positive");
    assert.equal(result.scores.neutral, 0);
    assert.equal(result.labels, undefined);
  });

  it("reads equal logits of five stars as equal probabilities", async () => {
    const labels = ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"];
    const result = await tone({ labels, classifier: () => [1, 1, 1, 1, 1] });
    near(result.scores.negative, 0.4);
    near(result.scores.neutral, 0.2);
    assert.deepEqual(
      result.labels?.map(({ label }) => label),
      labels,
    );
  });

  it("reads each logit alone where labels do not exclude each other", async () => {
    const model = createModel({
      labels: ["anger", "fear", "joy"],
      problem: "multi-label",
      classifier: () => [0, 0, -100],
    });
    const { probabilities } = buildToneQuestion(model, "bad").read([Float32Array.of(0, 0, -100)]);
    assert.deepEqual(probabilities.slice(0, 2), [0.5, 0.5]);
    near(probabilities[2] ?? NaN, 0);
    const { scores } = await runTone(model, "bad");
    near(scores.negative, 0.5);
    near(scores.neutral, 0.5);
    near(scores.positive, 0);
  });

  it("reads a long text as the mean of its windows by tokens, and says so", async () => {
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

  it("says what is missing without a classifier", () => {
    assert.throws(() => buildToneQuestion(createModel({}), "bad"), { code: "no-readout", message: /classifier/ });
  });

  it("refuses labels of something else before anything runs", () => {
    const model = createModel({ labels: ["sports", "politics"], classifier: () => [0, 0] });
    assert.throws(() => buildToneQuestion(model, "bad"), { code: "unknown-labels" });
  });
});
