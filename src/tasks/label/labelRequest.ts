import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";

export const labelRequest = {
  summary: "Says what a classifier of any labels says of a text, or of two texts together.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    text: z.string(),
    pair: z
      .optional(z.string())
      .check(
        z.describe("A second text, for a model that judges two: whether one follows from the other, or how alike"),
      ),
  }),
  result: z.strictObject({
    labels: z
      .array(z.strictObject({ label: z.string(), probability: z.number() }))
      .check(
        z.describe(
          "All labels of the checkpoint, the likeliest first. They sum to 1, unless several may hold. Empty where it answers by numbers.",
        ),
      ),
    values: z
      .optional(z.array(z.strictObject({ label: z.string(), value: z.number() })))
      .check(z.describe("What a model that was taught numbers (regression) answers, in the order of its labels.")),
    several: z.boolean().check(z.describe("Whether each label holds or does not, whatever the others do.")),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type LabelParams = TaskParams<typeof labelRequest>;
export type LabelResult = ValueOf<typeof labelRequest.result>;
