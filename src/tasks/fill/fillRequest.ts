import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { spanSchema } from "../schemas/spanSchema";
import { TEXT_PARAMS } from "../schemas/textParams";

const FILL = {
  text: z
    .string()
    .check(z.describe("As it would stand in the text: a whole word, in the case of the word it replaces.")),
  probability: z
    .number()
    .check(z.describe("0..1. Of a word of several pieces, the product of its pieces' conditional probabilities.")),
  pieces: z.int().check(z.describe("Number of word pieces.")),
};
const fillSchema = z.strictObject(FILL);
const maskFillsSchema = z.strictObject({
  start: z.int(),
  end: z.int(),
  fills: z.array(fillSchema).check(z.describe("Most probable first.")),
  original: z
    .optional(
      z.strictObject({
        ...FILL,
        rank: z
          .int()
          .check(
            z.describe(
              "1 + the number of pieces that the model finds more probable than the whole word: 1 is its first choice.",
            ),
          ),
      }),
    )
    .check(z.describe("What stands in the text now; absent where the text has a literal [MASK].")),
  read: z.optional(partReadSchema),
});

export const fillRequest = {
  summary: "Says what the model would write at each mask.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    masks: z
      .optional(z.array(spanSchema))
      .check(z.describe("What to mask in the text; without it, the literal [MASK]s.")),
    top: z.optional(z.number()).check(z.describe("Fills wanted for each mask, 1 to 100. Default: 10.")),
    maxPieces: z
      .optional(z.number())
      .check(
        z.describe(
          "Most pieces of a fill, 1 to 4. Default: 1, the model's own ranking, piece by piece, as other BERT tools give it. From 2 on fills are whole words: words of several pieces take part, bare continuations and special tokens do not.",
        ),
      ),
    targets: z.optional(z.array(z.string())).check(z.describe("Score these words only.")),
  }),
  result: z.strictObject({ masks: z.array(maskFillsSchema) }),
} satisfies RequestSchema;
export type FillParams = TaskParams<typeof fillRequest>;
export type FillResult = ValueOf<typeof fillRequest.result>;
export type MaskFills = ValueOf<typeof maskFillsSchema>;
export type Fill = ValueOf<typeof fillSchema>;
