import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { readSchema } from "../schemas/readSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

const neighbourSchema = z
  .strictObject({ position: z.int(), cosine: z.number() })
  .check(z.describe("A token, and the cosine of the angle between its vector and another's, -1..1."));

const vectorLayerSchema = z
  .strictObject({
    points: z
      .array(z.tuple([z.number(), z.number()]))
      .check(
        z.describe(
          "T points [x, y] around 0, 0: the plane in which the vectors differ most, turned towards that of the layer before.",
        ),
      ),
    share: z.number().check(z.describe("How much of the vectors' variance lies in that plane, 0..1.")),
    neighbours: z
      .array(z.array(neighbourSchema))
      .check(z.describe("The tokens most like each of the T tokens, the most alike first; 5, or T - 1.")),
  })
  .check(z.describe("The vectors of all tokens at one layer."));

export const vectorsRequest = {
  summary: "Shows which tokens have like vectors, at every layer.",
  params: z.strictObject(TEXT_PARAMS),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    layers: z.array(vectorLayerSchema).check(z.describe("L + 1: the embeddings' output, then that of each layer.")),
    read: z.optional(readSchema),
  }),
} satisfies RequestSchema;
export type VectorsResult = ValueOf<typeof vectorsRequest.result>;
export type VectorLayer = ValueOf<typeof vectorLayerSchema>;
export type Neighbour = ValueOf<typeof neighbourSchema>;
