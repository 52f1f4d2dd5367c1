import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

export const mapsRequest = {
  summary: "Shows which tokens attend to which, in all attention heads of one layer.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    layer: z.number().check(z.describe("Layer, from 0.")),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    heads: z.int(),
    maps: (z.any() as z.ZodMiniType<Float32Array>).check(
      z.describe("Float32Array [N, T, T], row-major: a row's token attends to its columns. Each row sums to 1."),
    ),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type MapsParams = TaskParams<typeof mapsRequest>;
export type MapsResult = ValueOf<typeof mapsRequest.result>;
