import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

const floatsSchema = z.any() as z.ZodMiniType<Float32Array>;

export const neuronsRequest = {
  summary: "Shows the queries and keys of one attention head, whose products are its scores.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    layer: z.optional(z.number()).check(z.describe("Layer, from 0. Default: the last.")),
    head: z.optional(z.number()).check(z.describe("Attention head, from 0. Default: 0.")),
    from: z
      .optional(z.number())
      .check(z.describe("Position of a token, from 0, whose query is compared; with `to`, element by element.")),
    to: z.optional(z.number()).check(z.describe("Position of the token whose key it is compared with.")),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    layer: z.int(),
    head: z.int(),
    size: z.int().check(z.describe("D, the numbers of a query or a key.")),
    query: floatsSchema.check(z.describe("Float32Array: T×D numbers, the query of each token, row after row.")),
    key: floatsSchema.check(z.describe("Float32Array: T×D numbers, the key of each token.")),
    pair: z
      .optional(
        z.strictObject({
          products: floatsSchema.check(z.describe("Float32Array: D products of query and key, divided by √D.")),
          score: z.number().check(z.describe("Their sum: what the softmax is given.")),
          weight: z.number().check(z.describe("What the softmax makes of it: the attention of `from` to `to`.")),
        }),
      )
      .check(z.describe("Of `from` and `to`.")),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type NeuronsParams = TaskParams<typeof neuronsRequest>;
export type NeuronsResult = ValueOf<typeof neuronsRequest.result>;
