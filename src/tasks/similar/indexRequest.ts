import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";
import { tokenPoolingSchema } from "../schemas/tokenPoolingSchema";

/** Names the index that rows are of. */
export const EPOCH = z
  .string()
  .check(
    z.describe("Names the index. Rows of another one, as after a restart of the engine, mean nothing in this one."),
  );

export const indexRequest = {
  summary:
    "Puts the vectors of sentences into the model's index, and says in which rows they are. Reads those it does not know yet.",
  params: z.strictObject({ ...MODEL_PARAMS, texts: z.array(z.string()) }),
  result: z.strictObject({
    epoch: EPOCH,
    rows: (z.any() as z.ZodMiniType<Int32Array>).check(
      z.describe("Int32Array: the row of each text, in order. Texts that are the same have the same row."),
    ),
    read: z
      .int()
      .check(z.describe("How many different texts the model read for it; the vectors of the others were known.")),
    pooling: tokenPoolingSchema,
    by: z.enum(["files", "default"]).check(z.describe("Whether the checkpoint's own files say how tokens are pooled.")),
    precision: precisionSchema,
    cut: z.array(z.int()).check(z.describe("Indices of texts of which only the beginning was read, as the files say.")),
  }),
} satisfies RequestSchema;
export type IndexResult = ValueOf<typeof indexRequest.result>;
