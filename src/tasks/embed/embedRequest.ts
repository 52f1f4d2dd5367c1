import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { TEXT_PARAMS } from "../schemas/textParams";

export const POOLINGS = [
  "cls",
  "mean",
  "second-to-last-mean",
  "sum-last-four",
  "concat-last-four",
  "weighted",
] as const;
export type Pooling = (typeof POOLINGS)[number];

export const embedRequest = {
  summary: "Turns a text into one vector.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    pooling: z.optional(z.enum(POOLINGS)).check(z.describe('How tokens become one vector. Default: "mean".')),
    layer: z
      .optional(z.number())
      .check(z.describe('Layer to pool for "cls", "mean" and "weighted": 0 is the embeddings. Default: the last.')),
  }),
  result: z.strictObject({
    embedding: z.array(z.number()).check(z.describe('H numbers; 4H for "concat-last-four".')),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type EmbedParams = TaskParams<typeof embedRequest>;
export type EmbedResult = ValueOf<typeof embedRequest.result>;
