import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

const intervalSchema = z
  .array(z.number())
  .check(z.describe("From, to: 95 %, Wilson's; of F1 as of F1 / (2 - F1), which is a share."));
const shareSchema = z.nullable(z.number());

const thresholdSchema = z.strictObject({
  threshold: z.number(),
  marked: z.int().check(z.describe("Rows to which the label is given with this probability or more.")),
  right: z.int().check(z.describe("Those of them that have the label.")),
  precision: shareSchema,
  precisionInterval: intervalSchema,
  recall: shareSchema,
  recallInterval: intervalSchema,
});

const classSchema = z.strictObject({
  rows: z.int().check(z.describe("Rows that have the label.")),
  precision: shareSchema.check(z.describe("Null where no row was given the label.")),
  precisionInterval: intervalSchema,
  recall: shareSchema.check(z.describe("Null where no row has the label.")),
  recallInterval: intervalSchema,
  f1: shareSchema,
  f1Interval: intervalSchema,
  thresholds: z.array(thresholdSchema).check(z.describe("What a rule that marks the label would do.")),
});

const judgedRowSchema = z.strictObject({
  row: z.int().check(z.describe("0 is the first.")),
  label: z.string().check(z.describe("The label that the row has.")),
  given: z.string().check(z.describe("The label that it was given.")),
  probability: z.number().check(z.describe("Of the label that it was given.")),
});

/** How well labels are told, measured on rows. */
export const evaluationSchema = z.strictObject({
  rows: z.int(),
  accuracy: z.number().check(z.describe("Share of the rows that are given the label that they have.")),
  accuracyInterval: intervalSchema,
  baseline: z.number().check(z.describe("Accuracy of one who always says the most frequent label.")),
  logLoss: z.number().check(z.describe("Mean of -ln of the probability of the label that a row has.")),
  classes: z.record(z.string(), classSchema).check(z.describe("By label.")),
  labels: z.array(z.string()).check(z.describe("The order in the confusion table.")),
  confusion: z.array(z.array(z.int())).check(z.describe("[label that a row has][label that it was given] = rows.")),
  calibration: z
    .array(
      z.strictObject({
        from: z.number(),
        to: z.number(),
        rows: z.int(),
        confidence: shareSchema.check(z.describe("Mean probability of the label that was given.")),
        accuracy: shareSchema,
        accuracyInterval: intervalSchema,
      }),
    )
    .check(z.describe("Whether probabilities are what they say, by the probability of the label that was given.")),
  calibrationError: z.number().check(z.describe("Mean of |confidence - accuracy|, weighed by rows.")),
  leastSure: z.array(judgedRowSchema).check(z.describe("Rows whose two best labels are closest, the closest first.")),
  otherwise: z
    .array(judgedRowSchema)
    .check(z.describe("Rows that are given another label than they have, the surest first.")),
});
export type Evaluation = ValueOf<typeof evaluationSchema>;
export type LabelEvaluation = ValueOf<typeof classSchema>;
export type ThresholdEvaluation = ValueOf<typeof thresholdSchema>;
export type JudgedRow = ValueOf<typeof judgedRowSchema>;
