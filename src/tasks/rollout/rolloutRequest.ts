import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

const floatsSchema = z.any() as z.ZodMiniType<Float64Array>;

const flowSchema = z.strictObject({
  shares: floatsSchema.check(
    z.describe(
      "Float64Array: L + 1 rows of T shares: how much of the token, after the last layer, comes from each place of layer 0 (the embeddings), 1, … L. Each row sums to 1; the last is 1 at the token itself.",
    ),
  ),
  links: z
    .array(z.strictObject({ layer: z.int(), from: z.int(), to: z.int(), share: z.number() }))
    .check(
      z.describe(
        "The strongest ways between two rows: how much of the token goes from place `from` of layer `layer` to place `to` of the layer after it. Strongest first, layer by layer.",
      ),
    ),
});

export const rolloutRequest = {
  summary: "Shows what each token is made of after all layers, by attention rollout.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    token: z
      .optional(z.number())
      .check(z.describe("Position of a token, from 0, whose way through the layers is wanted, too.")),
    withoutSpecial: z
      .optional(z.boolean())
      .check(
        z.describe(
          "Whether [CLS] and [SEP] are left out as what tokens are made of: in every layer, the attention to the others is scaled up to 1. Default: false.",
        ),
      ),
    flowOnly: z
      .optional(z.boolean())
      .check(z.describe("Whether only the way of `token` is wanted, which takes far less time. Default: false.")),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    rollout: floatsSchema.check(
      z.describe(
        "Float64Array: T×T shares, row after row: how much of the row's token, after the last layer, comes from each token of the input. Each row sums to 1. Empty if only the flow is wanted.",
      ),
    ),
    flow: z.optional(flowSchema).check(z.describe("The way of `token` through the layers.")),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type RolloutParams = TaskParams<typeof rolloutRequest>;
export type RolloutResult = ValueOf<typeof rolloutRequest.result>;
export type RolloutFlow = ValueOf<typeof flowSchema>;
