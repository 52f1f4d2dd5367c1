import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { pairQuestionSchema } from "../schemas/pairQuestionSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";

const directionsSchema = z.strictObject({
  ab: z.number().check(z.describe("What the tokens of A give those of B, of their attention, on average: 0..1.")),
  ba: z.number().check(z.describe("What the tokens of B give those of A.")),
});

const betweenSchema = z.strictObject({
  layers: z
    .array(z.array(directionsSchema))
    .check(z.describe("L layers of N heads. Special tokens count as tokens of neither.")),
  even: directionsSchema.check(z.describe("What both would be if every token looked at all tokens alike.")),
});

export const pairRequest = {
  summary: "Says whether one sentence follows another.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    text: z.string().check(z.describe("Sentence A.")),
    pair: z.string().check(z.describe("Sentence B, which may or may not follow.")),
    before: z
      .optional(z.array(z.string()))
      .check(
        z.describe(
          "Sentences that stand before A, in order. As far as A and B leave room, they are part of the first segment: BERT learnt from segments longer than a sentence.",
        ),
      ),
    document: z
      .optional(z.array(z.string()))
      .check(
        z.describe(
          "Sentences of the same document, in any order. From these are drawn the sentences that the margin compares with; A, B, those before A and repeats are left out.",
        ),
      ),
    seed: z.optional(z.number()).check(z.describe("Seed of the draw. Default: 0.")),
    look: z
      .optional(z.boolean())
      .check(
        z.describe(
          "Whether the answer also says which sentences it compares with, and where the attention between A and B is; it is then computed as what is looked at is. Default: false.",
        ),
      ),
  }),
  result: z.strictObject({
    isNext: z
      .number()
      .check(
        z.describe(
          "P(B is the next sentence after A), 0..1. Most pairs have nearly 1, related or not: judge by the margin.",
        ),
      ),
    margin: z
      .number()
      .check(
        z.describe(
          "Log-odds of A→B minus the mean log-odds of B→A and of A→(other sentences of the document). Above 0, B fits better after A than they do.",
        ),
      ),
    swapped: z.number().check(z.describe("P(next) with A and B swapped.")),
    others: z
      .array(z.number())
      .check(
        z.describe(
          "P(next) of A followed by each drawn sentence; empty if the document has no other sentence, or if the model was taught sentence order, of neighbours alone.",
        ),
      ),
    drawn: z
      .optional(z.array(z.string()))
      .check(z.describe("With `look`: the sentences drawn from the document, in the order of `others`.")),
    between: z
      .optional(betweenSchema)
      .check(z.describe("With `look`: the attention between A and B, in each layer and head.")),
    pairQuestion: pairQuestionSchema,
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type PairParams = TaskParams<typeof pairRequest>;
export type PairBetween = ValueOf<typeof betweenSchema>;
export type PairResult = ValueOf<typeof pairRequest.result>;
