import assert from "node:assert/strict";
import { readToneLabels } from "../../../src/tasks/tone/readToneLabels";
import type { ToneLabel } from "../../../src/tasks/tone/toneRequest";

const [N, O, P]: readonly ToneLabel[] = ["negative", "neutral", "positive"];

describe("readToneLabels", () => {
  // The label lists of published checkpoints, as their config.json has them.
  for (const { name, labels, tones } of [
    { name: "ours", labels: ["negative", "neutral", "positive"], tones: [N, O, P] },
    { name: "FinBERT (ProsusAI/finbert)", labels: ["positive", "negative", "neutral"], tones: [P, N, O] },
    { name: "FinBERT (yiyanghkust/finbert-tone)", labels: ["Neutral", "Positive", "Negative"], tones: [O, P, N] },
    { name: "DistilBERT on SST-2", labels: ["NEGATIVE", "POSITIVE"], tones: [N, P] },
    { name: "five stars", labels: ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"], tones: [N, N, O, P, P] },
    { name: "two nameless labels", labels: ["LABEL_0", "LABEL_1"], tones: [N, P] },
    { name: "three nameless labels", labels: ["LABEL_0", "LABEL_1", "LABEL_2"], tones: [N, O, P] },
    { name: "numbers in order", labels: ["0", "1", "2"], tones: [N, O, P] },
    { name: "a filter for toxic words", labels: ["non-toxic", "toxic"], tones: [O, N] },
    { name: "emotions", labels: ["anger", "joy", "neutral", "curiosity"], tones: [N, P, O, O] },
    {
      name: "shades",
      labels: ["very negative", "negative", "neutral", "positive", "very positive"],
      tones: [N, N, O, P, P],
    },
  ]) {
    it(`reads ${name}`, () => assert.deepEqual(readToneLabels(labels), tones));
  }

  const TOXICITY = ["toxic", "severe_toxic", "obscene", "threat", "insult", "identity_hate"];
  for (const { name, labels } of [
    { name: "six kinds of toxicity (unitary/toxic-bert)", labels: TOXICITY },
    {
      name: "the same in other words",
      labels: ["toxicity", "Severe Toxicity", "obscene", "threat", "identity-attack"],
    },
  ]) {
    it(`reads ${name}, of which none may hold`, () =>
      assert.deepEqual(
        readToneLabels(labels, "multi-label"),
        labels.map(() => N),
      ));
  }
  it("says what to do where one kind of toxicity must hold", () => {
    const message = /problem_type.*multi_label_classification/;
    assert.throws(() => readToneLabels(TOXICITY, "single-label"), { code: "unknown-labels", message });
    assert.throws(() => readToneLabels(TOXICITY), { code: "unknown-labels", message });
  });

  for (const { name, labels } of [
    { name: "topics", labels: ["sports", "politics"] },
    { name: "five nameless labels", labels: ["LABEL_0", "LABEL_1", "LABEL_2", "LABEL_3", "LABEL_4"] },
    { name: "numbers of stars without a word", labels: ["1", "2", "3", "4", "5"] },
    { name: "one tone only", labels: ["joy", "love"] },
    { name: "a regression", labels: ["LABEL_0"] },
    { name: "no label", labels: [] },
  ]) {
    it(`refuses ${name}, naming the labels`, () =>
      assert.throws(
        () => readToneLabels(labels),
        (error: Error & { code?: string }) =>
          error.code === "unknown-labels" && labels.every((label) => error.message.includes(label)),
      ));
  }
});
