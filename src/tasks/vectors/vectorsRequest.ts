import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

const floatsSchema = z.any() as z.ZodMiniType<Float64Array>;

const vectorLayerSchema = z
  .strictObject({
    points: floatsSchema.check(
      z.describe(
        "Float64Array: x and y of T points around 0, 0, in the plane in which the vectors differ most, turned towards that of the layer before.",
      ),
    ),
    share: z.number().check(z.describe("The share of the vectors' variance that lies in that plane, 0..1.")),
    neighbours: (z.any() as z.ZodMiniType<Int32Array>).check(
      z.describe(
        "Int32Array: for each of the T tokens the positions of those most like it, the most alike first; 5 of them, or T - 1 if there are fewer.",
      ),
    ),
    cosines: floatsSchema.check(
      z.describe("Float64Array: of each neighbour, the cosine of the angle between its vector and the token's, -1..1."),
    ),
  })
  .check(z.describe("The vectors of all tokens at one layer."));

export const vectorsRequest = {
  summary: "Shows which tokens have similar vectors, layer by layer.",
  params: z.strictObject(TEXT_PARAMS),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    layers: z
      .array(vectorLayerSchema)
      .check(z.describe("L + 1 layers: the embeddings' output, then the output of each layer.")),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type VectorsResult = ValueOf<typeof vectorsRequest.result>;
export type VectorLayer = ValueOf<typeof vectorLayerSchema>;
