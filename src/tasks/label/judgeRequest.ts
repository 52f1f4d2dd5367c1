import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";

export const judgeRequest = {
  summary: "Says of many pairs of texts what a classifier of any labels says of each, in order.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    pairs: z
      .array(z.strictObject({ text: z.string(), pair: z.string() }))
      .check(z.describe("Each in the order in which the model reads them: of an NLI model, premise and hypothesis.")),
  }),
  result: z.strictObject({
    labels: z.array(z.string()).check(z.describe("The checkpoint's, in its order.")),
    rows: z
      .array(z.array(z.number()))
      .check(
        z.describe(
          "Of each pair, a number for each label: probabilities, or what a model that was taught numbers (regression) answers.",
        ),
      ),
    isNumber: z.boolean().check(z.describe("Whether the model was taught numbers.")),
    several: z.boolean().check(z.describe("Whether each label holds or does not, whatever the others do.")),
    cut: z.int().check(z.describe("Pairs of which the model read only the beginnings.")),
    precision: precisionSchema,
  }),
} satisfies RequestSchema;
export type JudgeParams = TaskParams<typeof judgeRequest>;
export type JudgeResult = ValueOf<typeof judgeRequest.result>;
