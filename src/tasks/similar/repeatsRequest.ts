import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { EPOCH } from "./indexRequest";
import { ROWS } from "./nearestRequest";

export const repeatsRequest = {
  summary: "Finds pairs of rows of the index whose vectors are alike; all pairs are compared.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    epoch: EPOCH,
    rows: ROWS,
    least: z.number().check(z.describe("Least cosine of the two vectors, -1 to 1.")),
    most: z.optional(z.number()).check(z.describe("Most pairs, the most alike first, 1 to 100,000. Default: 1000.")),
  }),
  result: z.strictObject({
    pairs: z
      .array(z.strictObject({ a: z.int(), b: z.int(), similarity: z.number() }))
      .check(
        z.describe(
          "Indices in `rows`, a before b; the most alike first, equals by index. A row is no pair with itself.",
        ),
      ),
    more: z.int().check(z.describe("Pairs that are alike too, but beyond `most`.")),
  }),
} satisfies RequestSchema;
export type RepeatsResult = ValueOf<typeof repeatsRequest.result>;
