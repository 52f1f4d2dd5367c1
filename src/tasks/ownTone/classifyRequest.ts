import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { ownToneSchema } from "../schemas/ownToneSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";

const classifiedSchema = z.strictObject({
  label: z.string().check(z.describe("The most probable one.")),
  scores: z.record(z.string(), z.number()).check(z.describe("Probability of each label; they sum to 1.")),
  precision: precisionSchema,
  read: z.optional(partReadSchema),
});

export const classifyRequest = {
  summary: "Says of each sentence which label of a tone of one's own it has; one result for each, in order.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    sentences: z.array(z.string()),
    tone: ownToneSchema.check(z.describe("What `train` gave.")),
  }),
  result: z.array(classifiedSchema),
} satisfies RequestSchema;
export type ClassifyParams = TaskParams<typeof classifyRequest>;
export type ClassifyResult = ValueOf<typeof classifiedSchema>;
