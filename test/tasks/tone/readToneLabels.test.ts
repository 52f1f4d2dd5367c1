import assert from "node:assert/strict";
import type { ToneLabel } from "../../../src/tasks/tone/toneRequest";
import { readToneLabels } from "../../../src/tasks/tone/readToneLabels";

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
    { name: "emotions", labels: ["anger", "joy", "neutral", "curiosity"], tones: [N, P, O, O] },
    {
      name: "shades",
      labels: ["very negative", "negative", "neutral", "positive", "very positive"],
      tones: [N, N, O, P, P],
    },
  ]) {
    it(`reads ${name}`, () => assert.deepEqual(readToneLabels(labels), tones));
  }

  for (const { name, labels } of [
    { name: "topics", labels: ["sports", "politics"] },
    { name: "five nameless labels", labels: ["LABEL_0", "LABEL_1", "LABEL_2", "LABEL_3", "LABEL_4"] },
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
