import assert from "node:assert/strict";
import { buildToneResult, type ToneReading } from "../../../src/tasks/tone/toneReading";
import { createFakeModel, type FakeAnswers } from "../fakeModel";

const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-6, `${a}, expected ${b}`);

/** @param model - The labels, and whether they exclude each other. */
function build(model: Pick<FakeAnswers, "labels" | "problem">, reading: ToneReading, text = "bad") {
  return buildToneResult(createFakeModel({ words: [], classifier: () => [], ...model }).info, text, reading);
}

describe("toneReading", () => {
  it("has the scores of the labels, and no labels of its own, where the labels are the tones", () => {
    const labels = ["negative", "neutral", "positive"];
    assert.deepEqual(build({ labels }, { windows: 1, probabilities: [0.7, 0.2, 0.1] }), {
      label: "negative",
      scores: { negative: 0.7, neutral: 0.2, positive: 0.1 },
      precision: "int8",
    });
  });

  it("leaves nothing to neutral with two labels", () => {
    const result = build({ labels: ["NEGATIVE", "POSITIVE"] }, { windows: 1, probabilities: [0.25, 0.75] });
    assert.deepEqual(result, {
      label: "positive",
      scores: { negative: 0.25, neutral: 0, positive: 0.75 },
      precision: "int8",
    });
  });

  it("adds up stars, and lists them", () => {
    const labels = ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"];
    const result = build({ labels }, { windows: 1, probabilities: [0.2, 0.2, 0.2, 0.2, 0.2] });
    near(result.scores.negative, 0.4);
    near(result.scores.neutral, 0.2);
    assert.deepEqual(
      result.labels,
      labels.map((label) => ({ label, probability: 0.2 })),
    );
  });

  it("counts labels that do not exclude each other by the strongest, so that tones sum to 1", () => {
    const labels = ["anger", "fear", "joy"];
    const result = build({ labels, problem: "multi-label" }, { windows: 1, probabilities: [0.5, 0.5, 0] });
    near(result.scores.negative, 0.5);
    near(result.scores.neutral, 0.5);
    near(result.scores.positive, 0);
  });

  it("reads kinds of toxicity: negative by the strongest, neutral where none holds", () => {
    const labels = ["toxic", "severe_toxic", "obscene", "threat", "insult", "identity_hate"];
    const read = (probabilities: readonly number[]) =>
      build({ labels, problem: "multi-label" }, { windows: 1, probabilities });
    const harsh = read([0.9, 0.1, 0.3, 0, 0.7, 0]);
    assert.equal(harsh.label, "negative");
    near(harsh.scores.negative, 0.9);
    near(harsh.scores.neutral, 0.1);
    const calm = read([0.02, 0, 0, 0, 0.01, 0]);
    assert.equal(calm.label, "neutral");
    near(calm.scores.neutral, 0.98);
  });

  it("says that a text was read in windows", () => {
    const labels = ["negative", "positive"];
    const { read } = build({ labels }, { windows: 9, probabilities: [0.9, 0.1] }, "bad, bad");
    assert.deepEqual(read, { windows: 9, span: { start: 0, end: 8 } });
  });

  it("refuses labels of something else", () => {
    assert.throws(() => build({ labels: ["sports", "politics"] }, { windows: 1, probabilities: [0.5, 0.5] }), {
      code: "unknown-labels",
    });
  });
});
