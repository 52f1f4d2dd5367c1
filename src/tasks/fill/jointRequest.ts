import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { FILL_PARAMS, FILL_READ } from "./fillRequest";

/** Masks that can be filled together: each costs a beam of runs in both orders. */
export const MOST_TOGETHER = 10;

const combinationSchema = z.strictObject({
  texts: z
    .array(z.string())
    .check(z.describe("A word for each mask, as it would stand in the text, in the case of the word it replaces.")),
  probability: z
    .number()
    .check(
      z.describe(
        "0..1, of all words together: each word's probability given those before it and [MASK] for those after, multiplied; then the same from the last mask to the first; the mean of both. Of all combinations together at most 1.",
      ),
    ),
});

export const jointRequest = {
  summary: "Says what the model would write at all masks together.",
  params: z.strictObject({
    ...FILL_PARAMS,
    targets: z
      .optional(z.array(z.array(z.string())))
      .check(z.describe("Score these combinations only: lists of a word for each mask.")),
  }),
  result: z.strictObject({
    fills: z.array(combinationSchema).check(z.describe("Most probable first.")),
    original: z
      .optional(combinationSchema)
      .check(z.describe("What stands in the text now; absent where one of the masks is literal.")),
    ...FILL_READ,
    precision: precisionSchema,
  }),
} satisfies RequestSchema;
export type JointParams = TaskParams<typeof jointRequest>;
export type JointResult = ValueOf<typeof jointRequest.result>;
