import type { ToneFile } from "../../src/ownTone/toneFileSchema";

/** A tone of two features, of which the second alone speaks for "harsh". It marks nothing. */
export const UNMARKED: ToneFile = {
  format: 1,
  cloze: "0.1.0",
  name: "harsh",
  taught: { rows: { fine: 30, harsh: 31 }, c: 0.01, accuracy: 0.9, accuracyInterval: [0.8, 0.95] },
  model: { name: "fake", sha256: "ab".repeat(32) },
  layer: 2,
  pooling: "mean",
  precision: "fp32",
  labels: ["fine", "harsh"],
  mean: [0.123456789, -2],
  scale: [1, 0.5],
  weights: [[0, 1.5]],
  intercepts: [-0.25],
};

/** The same, and what is harsh is marked. */
export const TONE_FILE: ToneFile = {
  ...UNMARKED,
  mark: { label: "harsh", message: "Sounds harsh", severity: "warning", threshold: 0.6 },
};
