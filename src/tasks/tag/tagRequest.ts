import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";
import { spanSchema } from "../schemas/spanSchema";

const tagSchema = z.strictObject({
  span: spanSchema,
  label: z.string().check(z.describe("As the checkpoint names it, without B- or I-.")),
  probability: z.number().check(z.describe("The mean of its tokens' probabilities, 0..1.")),
});

export const tagRequest = {
  summary: "Labels the words of each text, such as names of people and places; one result for each, in order.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    texts: z.array(z.string()).check(z.describe("Sentences. One over the model's limit is read in windows.")),
  }),
  result: z.strictObject({
    tags: z
      .array(z.array(tagSchema))
      .check(z.describe("Of each text, in order of their places. What the model labels O, for outside, is left out.")),
    precision: precisionSchema,
  }),
} satisfies RequestSchema;
export type TagParams = TaskParams<typeof tagRequest>;
export type TagResult = ValueOf<typeof tagRequest.result>;
export type Tag = TagResult["tags"][number][number];
