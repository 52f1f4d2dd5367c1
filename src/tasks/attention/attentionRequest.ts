import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { headSchema } from "../schemas/headSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { sharesSchema } from "../schemas/sharesSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

export const attentionRequest = {
  summary: "Shows which tokens attend to which, in one attention head or in the mean of several.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    layer: z.optional(z.number()).check(z.describe("Layer, from 0. Default: the last.")),
    head: z.optional(z.number()).check(z.describe("Attention head, from 0. Default: 0.")),
    heads: z
      .optional(z.union([z.literal("mean"), z.array(headSchema)]))
      .check(
        z.describe(
          'Heads whose mean is wanted, instead of one head: a list, or "mean" for all heads of the layer, or of all layers if none is named.',
        ),
      ),
    keep: z
      .optional(z.boolean())
      .check(
        z.describe(
          "Whether the maps of all heads are computed now and kept, as far as memory allows, because more will be asked about this text. Default: false.",
        ),
      ),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    heads: z.array(headSchema).check(z.describe("The head, or those whose mean it is.")),
    attention: (z.any() as z.ZodMiniType<Float32Array>).check(
      z.describe(
        "Float32Array: T×T probabilities, row after row: how much the row's token attends to each token. Each row sums to 1.",
      ),
    ),
    shares: sharesSchema,
    isNext: z.optional(z.number()).check(z.describe("P(next), if there is a pair and the checkpoint can tell.")),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type AttentionParams = TaskParams<typeof attentionRequest>;
export type AttentionResult = ValueOf<typeof attentionRequest.result>;
