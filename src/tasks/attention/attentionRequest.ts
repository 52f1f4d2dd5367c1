import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { sharesSchema } from "../schemas/sharesSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

export const attentionRequest = {
  summary: "Shows which tokens attend to which, in one attention head.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    layer: z.optional(z.number()).check(z.describe("Layer, from 0. Default: the last.")),
    head: z.optional(z.number()).check(z.describe("Attention head, from 0. Default: 0.")),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    layer: z.int(),
    head: z.int(),
    attention: z
      .array(z.array(z.number()))
      .check(
        z.describe("T rows of T probabilities: how much the row's token attends to each token. Each row sums to 1."),
      ),
    shares: sharesSchema,
    isNext: z.optional(z.number()).check(z.describe("P(next), if there is a pair and the checkpoint can tell.")),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type AttentionParams = TaskParams<typeof attentionRequest>;
export type AttentionResult = ValueOf<typeof attentionRequest.result>;
