import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { readSchema } from "../schemas/readSchema";

export const pairRequest = {
  summary: "Says whether one sentence follows another.",
  params: z.strictObject({
    model: z.string().check(z.describe("Absolute path of the checkpoint folder.")),
    text: z.string(),
    pair: z.string(),
    before: z
      .optional(z.array(z.string()))
      .check(
        z.describe(
          "Sentences that stand before the text, in order. They are part of the first segment, as far as A and B leave room: BERT learnt from segments longer than a sentence.",
        ),
      ),
    document: z
      .optional(z.array(z.string()))
      .check(
        z.describe(
          "Sentences of the same document, in any order, from which those that the margin compares with are drawn; A, B, those before A and repeats are left out.",
        ),
      ),
    seed: z.optional(z.number()).check(z.describe("Of the draw. Default: 0.")),
  }),
  result: z.strictObject({
    isNext: z
      .number()
      .check(
        z.describe("P(B is the next sentence of A), 0..1. Near 1 for most pairs, related or not: judge by the margin."),
      ),
    margin: z
      .number()
      .check(
        z.describe(
          "Log-odds of A→B minus the mean log-odds of B→A and of A→(other sentences of the document). Above 0, B fits better after A than these do.",
        ),
      ),
    swapped: z.number().check(z.describe("P(next) with the two swapped.")),
    others: z
      .array(z.number())
      .check(z.describe("P(next) of A followed by each drawn sentence; empty if the document has no other.")),
    read: z.optional(readSchema),
  }),
} satisfies RequestSchema;
export type PairParams = TaskParams<typeof pairRequest>;
export type PairResult = ValueOf<typeof pairRequest.result>;
