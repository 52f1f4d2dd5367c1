import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { sharesSchema } from "../schemas/sharesSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

const headSketchSchema = z.strictObject({
  shares: sharesSchema,
  sketch: (z.any() as z.ZodMiniType<Float32Array>).check(
    z.describe(
      "Float32Array: S×S, row after row; rows attend to columns. S is T, or less with many tokens: then a row and a column stand for some neighbouring tokens.",
    ),
  ),
});

export const headsRequest = {
  summary: "Shows where every attention head looks, as shares and as a small picture.",
  params: z.strictObject(TEXT_PARAMS),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    layers: z.array(z.array(headSketchSchema)).check(z.describe("L layers of N heads.")),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type HeadsResult = ValueOf<typeof headsRequest.result>;
export type HeadSketch = ValueOf<typeof headSketchSchema>;
