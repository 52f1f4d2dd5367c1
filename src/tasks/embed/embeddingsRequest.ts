import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { tokenPoolingSchema } from "../schemas/tokenPoolingSchema";

/** How tokens become a vector, or "auto": as the checkpoint's own files say. */
const poolingSchema = z.enum(["auto", ...tokenPoolingSchema.options]);

export const embeddingsRequest = {
  summary: "Turns many texts into vectors, one for each, in order.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    texts: z.array(z.string()),
    layer: z.optional(z.number()).check(z.describe("Layer to pool: 0 is the embeddings. Default: the last.")),
    pooling: z
      .optional(poolingSchema)
      .check(
        z.describe(
          'How tokens become one vector. "auto": as the checkpoint\'s own files say, which also say how much of a long text is read; the mean if they do not say. Default: "auto".',
        ),
      ),
    normalize: z
      .optional(z.boolean())
      .check(
        z.describe('Whether vectors are brought to length 1. Default: what the files say with "auto", else false.'),
      ),
  }),
  result: z.strictObject({
    vectors: (z.any() as z.ZodMiniType<Float32Array>).check(z.describe("Float32Array: B×H numbers, row after row.")),
    hiddenSize: z.int().check(z.describe("H.")),
    pooling: tokenPoolingSchema,
    by: z
      .enum(["request", "files", "default"])
      .check(z.describe("Who says how tokens are pooled: the request, the checkpoint's own files, or neither.")),
    normalized: z.boolean(),
    precision: precisionSchema,
    long: z
      .array(z.strictObject({ index: z.int(), read: partReadSchema }))
      .check(
        z.describe(
          "The texts over the limit. Where the files say how to pool, their beginning is read; else all of it, in windows, of which the vector is the mean, weighed by their tokens.",
        ),
      ),
  }),
} satisfies RequestSchema;
export type EmbeddingsParams = TaskParams<typeof embeddingsRequest>;
export type EmbeddingsResult = ValueOf<typeof embeddingsRequest.result>;
export type PoolingChoice = NonNullable<EmbeddingsParams["pooling"]>;
