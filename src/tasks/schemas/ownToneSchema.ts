import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";
import { precisionSchema } from "./precisionSchema";

/** How the vectors of a text's tokens become one vector: that of [CLS], or the mean of all. */
export const FEATURE_POOLINGS = ["cls", "mean"] as const;

/** Of which vectors a tone is told. */
export const FEATURE_FIELDS = {
  layer: z.int().check(z.minimum(0), z.describe("Layer whose vectors are read: 0 is the embeddings.")),
  pooling: z.enum(FEATURE_POOLINGS).check(z.describe("How the vectors of tokens become one vector.")),
  precision: precisionSchema.check(z.describe("What the vectors are computed in.")),
};

/** A tone of one's own, as far as the engine needs it: a logistic regression on vectors of a frozen model. */
export const ownToneSchema = z.strictObject({
  model: z
    .strictObject({
      name: z.string().check(z.describe("For people: how the model was called where the tone was taught.")),
      sha256: z
        .string()
        .check(
          z.regex(/^[0-9a-f]{64}$/),
          z.describe("Of everything that its vectors depend on: weights, configuration, tokenizer."),
        ),
    })
    .check(z.describe("The model whose vectors it reads; another one is refused.")),
  ...FEATURE_FIELDS,
  labels: z.array(z.string()).check(z.describe("K labels, sorted.")),
  mean: z.array(z.number()).check(z.describe("H means: what is taken off each feature.")),
  scale: z.array(z.number()).check(z.describe("H standard deviations: what each feature is then divided by.")),
  weights: z
    .array(z.array(z.number()))
    .check(z.describe("K rows of H; of two labels one row, which speaks for the second.")),
  intercepts: z.array(z.number()).check(z.describe("One for each row of weights.")),
});
export type OwnTone = ValueOf<typeof ownToneSchema>;
