import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";
import { EPOCH } from "./indexRequest";

/** Rows as the request "index" gave them. */
export const ROWS = (z.any() as z.ZodMiniType<Int32Array>).check(z.describe("Int32Array: rows of the index."));

export const nearestRequest = {
  summary:
    "Finds the sentences whose vectors are most like that of a text, among rows of the index; all of them are compared.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    epoch: EPOCH,
    rows: ROWS,
    text: z.string(),
    top: z.optional(z.number()).check(z.describe("How many, 1 to 1000. Default: 10.")),
  }),
  result: z.strictObject({
    matches: z
      .array(
        z.strictObject({
          index: z.int().check(z.describe("Index in `rows`.")),
          similarity: z.number().check(z.describe("Cosine of the two vectors, -1 to 1.")),
        }),
      )
      .check(z.describe("Best first; equals by index.")),
    precision: precisionSchema,
  }),
} satisfies RequestSchema;
export type NearestResult = ValueOf<typeof nearestRequest.result>;
