import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { sharesSchema } from "../schemas/sharesSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

const headSketchSchema = z.strictObject({
  shares: sharesSchema,
  sketch: z
    .array(z.array(z.number()))
    .check(
      z.describe(
        "[T, T], rows attend to columns. With many tokens there are fewer rows and columns, each for some neighbouring tokens.",
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
