import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";

const labelsSchema = z.strictObject({
  scores: z
    .record(z.string(), z.number())
    .check(z.describe("Of each label of the checkpoint its probability. They sum to 1, unless several may hold.")),
  precision: precisionSchema,
});

export const labelsRequest = {
  summary: "Says of each sentence what a classifier of any labels says of it; one result for each, in order.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    sentences: z.array(z.string()),
  }),
  result: z.array(labelsSchema),
} satisfies RequestSchema;
export type LabelsParams = TaskParams<typeof labelsRequest>;
export type LabelsResult = ValueOf<typeof labelsSchema>;
