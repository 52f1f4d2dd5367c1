import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { spanSchema } from "../schemas/spanSchema";

export const answerRequest = {
  summary: "Finds the answer to a question in a text: the stretches of it that answer best.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    question: z.string(),
    text: z.string().check(z.describe("Where the answer may stand. Over the model's limit it is read in windows.")),
    top: z.optional(z.number()).check(z.describe("How many answers, 1 to 100. Default: 5.")),
    maxTokens: z.optional(z.number()).check(z.describe("Most tokens of an answer, 1 to 200. Default: 15.")),
    apart: z
      .optional(z.boolean())
      .check(z.describe("Leave out what overlaps a better answer, so that each stands elsewhere. Default: false.")),
  }),
  result: z.strictObject({
    answers: z
      .array(
        z.strictObject({
          span: spanSchema.check(z.describe("Whole words of the text.")),
          probability: z
            .number()
            .check(z.describe("P(it starts here) · P(it ends here), in the window that is surest, 0..1.")),
        }),
      )
      .check(z.describe("The likeliest first. Empty if the text has no words.")),
    none: z
      .number()
      .check(
        z.describe(
          "The probability that the text has no answer, of the window that finds it least likely, 0..1. Models that learnt from SQuAD 2 know this; others were not asked.",
        ),
      ),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type AnswerParams = TaskParams<typeof answerRequest>;
export type AnswerResult = ValueOf<typeof answerRequest.result>;
export type Answer = AnswerResult["answers"][number];
