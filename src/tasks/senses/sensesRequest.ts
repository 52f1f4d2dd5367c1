import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";

const useSchema = z
  .strictObject({ text: z.string(), start: z.int(), end: z.int() })
  .check(z.describe("A sentence, and the UTF-16 range of the word in it."));

const placedUseSchema = z.strictObject({
  group: z.int().check(z.describe("Number of its group, from 0; the largest group is 0.")),
  fit: z
    .number()
    .check(
      z.describe("Silhouette, -1..1: how much nearer its own group is than the next one. 0 if there is one group."),
    ),
  toStatic: z
    .optional(z.number())
    .check(z.describe("Cosine of its vector and the static one, -1..1; absent if the model's files were not read.")),
  point: z.tuple([z.number(), z.number()]).check(z.describe("[x, y] in the plane in which the vectors differ most.")),
});

export const sensesRequest = {
  summary: "Groups the uses of a word by what the model makes of it in each sentence.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    uses: z.array(useSchema).check(z.describe("1 to 500.")),
    layer: z
      .optional(z.number())
      .check(z.describe("Layer whose states are compared: 0 is the embeddings. Default: the last.")),
    groups: z
      .optional(z.number())
      .check(
        z.describe(
          "How many groups, 1 to 20. Default: the number from 2 to 8 with the best mean silhouette, or one group if that is under 0.1.",
        ),
      ),
    withVectors: z.optional(z.boolean()).check(z.describe("Whether the vectors are answered, too. Default: false.")),
  }),
  result: z.strictObject({
    layer: z.int(),
    uses: z.array(placedUseSchema),
    groups: z.int(),
    silhouette: z.number().check(z.describe("Mean of all uses, -1..1; 0 if there is one group.")),
    share: z.number().check(z.describe("The share of the vectors' variance that the plane holds, 0..1.")),
    alike: z
      .array(z.number())
      .check(
        z.describe(
          "For layer 0 to L the mean cosine of all pairs of uses (the self-similarity of Ethayarajh 2019); 1 for a static vector, and for a single use.",
        ),
      ),
    vectors: z
      .optional(z.any() as z.ZodMiniType<Float32Array>)
      .check(z.describe("Float32Array [U, H]: the mean of the states of the word's pieces.")),
    staticVectors: z
      .optional(z.any() as z.ZodMiniType<Float32Array>)
      .check(z.describe("Float32Array [U, H]: the mean of the rows of its pieces in the table of word embeddings.")),
    precision: precisionSchema,
  }),
} satisfies RequestSchema;
export type SensesParams = TaskParams<typeof sensesRequest>;
export type SensesResult = ValueOf<typeof sensesRequest.result>;
export type Use = ValueOf<typeof useSchema>;
