import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { tokenSchema } from "../schemas/tokenSchema";

const wordSchema = z.strictObject({
  start: z.int(),
  end: z.int().check(z.describe("UTF-16 range in the text.")),
  fall: z
    .number()
    .check(z.describe("How far the probability of `label` falls with the word hidden; below 0 it rises: -1..1.")),
  without: z
    .array(z.number())
    .check(z.describe("The probability of each label with the word hidden, in the order of the labels.")),
  attention: z
    .number()
    .check(z.describe("What [CLS] gives the word's tokens, of its attention in the last layer, 0..1.")),
});

export const occludeRequest = {
  summary: "Hides the words of a text one after the other, and says how the classifier's answer changes.",
  params: z.strictObject({ ...MODEL_PARAMS, text: z.string() }),
  result: z.strictObject({
    label: z.string().check(z.describe("The most probable label of the text as it is.")),
    labels: z
      .array(z.strictObject({ label: z.string(), probability: z.number() }))
      .check(z.describe("All labels of the checkpoint, in its order, for the text as it is.")),
    several: z.boolean().check(z.describe("Whether each label holds or does not, whatever the others do.")),
    words: z.array(wordSchema).check(z.describe("In the order of the text.")),
    more: z.int().check(z.describe("How many words stand behind these and are not hidden: each costs a reading.")),
    mask: z
      .string()
      .check(z.describe('What stands for a hidden word: "[MASK]". Empty if the vocabulary has none: it is left out.')),
    tokens: z.array(tokenSchema),
    layer: z.int().check(z.describe("The last layer, whose attention this is.")),
    attention: z
      .array(z.number())
      .check(z.describe("The attention of [CLS] to each token in that layer, the mean of its heads; they sum to 1.")),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type OccludeParams = TaskParams<typeof occludeRequest>;
export type OccludeResult = ValueOf<typeof occludeRequest.result>;
