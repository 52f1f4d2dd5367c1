import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

export const rolloutRequest = {
  summary: "Shows what each token is made of after all layers, by attention rollout.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    token: z
      .optional(z.number())
      .check(z.describe("Position of a token, from 0, whose way through the layers is wanted, too.")),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    rollout: z
      .array(z.array(z.number()))
      .check(
        z.describe(
          "T rows of T shares: how much of the row's token, after the last layer, comes from each token of the input. Each row sums to 1.",
        ),
      ),
    flow: z
      .optional(z.array(z.array(z.number())))
      .check(
        z.describe(
          "Of `token`, L + 1 rows of T shares: how much of it, after the last layer, comes from each place of layer 0 (the embeddings), 1, … L. Each row sums to 1; the last is 1 at the token itself.",
        ),
      ),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type RolloutParams = TaskParams<typeof rolloutRequest>;
export type RolloutResult = ValueOf<typeof rolloutRequest.result>;
