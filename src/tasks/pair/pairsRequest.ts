import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";

const sentenceIndex = z.int();

const drawnPairSchema = z.strictObject({
  first: sentenceIndex.check(z.describe("Index of sentence A.")),
  second: sentenceIndex.check(z.describe("Index of sentence B.")),
  follows: z.boolean().check(z.describe("Whether B is the sentence after A.")),
  isNext: z.number().check(z.describe("P(B is the next sentence after A), 0..1, as the model says.")),
});

export const pairsRequest = {
  summary: "Draws pairs of sentences as BERT's training did, half of them in a row, and says P(next) of each.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    sentences: z.array(z.string()).check(z.describe("The sentences of one document, in order; at least three.")),
    count: z
      .optional(z.number())
      .check(
        z.describe("Pairs wanted, 1 to 100; there are at most as many as sentences that have a next. Default: 10."),
      ),
    seed: z.optional(z.number()).check(z.describe("Seed of the draw, a whole number. Default: 0.")),
  }),
  result: z.strictObject({
    pairs: z.array(drawnPairSchema).check(z.describe("In the order drawn; no sentence is A twice.")),
    precision: precisionSchema,
  }),
} satisfies RequestSchema;
export type PairsParams = TaskParams<typeof pairsRequest>;
export type PairsResult = ValueOf<typeof pairsRequest.result>;
