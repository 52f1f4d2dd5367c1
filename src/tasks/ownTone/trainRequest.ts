import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { evaluationSchema } from "../schemas/evaluationSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { FEATURE_POOLINGS, ownToneSchema } from "../schemas/ownToneSchema";

export const trainRequest = {
  summary:
    "Teaches a tone: a logistic regression on vectors of texts, whose regularization is chosen by cross-validation.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    sentences: z.array(z.string()).check(z.describe("N texts.")),
    labels: z.array(z.string()).check(z.describe("N labels, at least two different ones.")),
    layer: z
      .optional(z.number())
      .check(z.describe("Layer whose vectors are read: 0 is the embeddings. Default: the last.")),
    pooling: z
      .optional(z.enum(FEATURE_POOLINGS))
      .check(z.describe('How the vectors of tokens become one vector. Default: "mean".')),
    c: z
      .optional(z.number())
      .check(
        z.describe(
          "Inverse strength of the regularization, as scikit-learn's C. Default: the best of several, by cross-validation.",
        ),
      ),
  }),
  result: z.strictObject({
    tone: ownToneSchema,
    c: z.number().check(z.describe("The one that was used.")),
    tried: z
      .array(z.strictObject({ c: z.number(), logLoss: z.number(), accuracy: z.number() }))
      .check(z.describe("What cross-validation said of each.")),
    folds: z.int().check(z.describe("Parts of the rows, each judged by what the others taught.")),
    repeated: z.int().check(z.describe("Rows whose text another row has too; they are in one fold.")),
    cut: z.int().check(z.describe("Rows that are over the model's limit and were read in windows.")),
    evaluation: evaluationSchema.check(z.describe("By cross-validation: each row judged by what the others taught.")),
  }),
} satisfies RequestSchema;
export type TrainParams = TaskParams<typeof trainRequest>;
export type TrainResult = ValueOf<typeof trainRequest.result>;
