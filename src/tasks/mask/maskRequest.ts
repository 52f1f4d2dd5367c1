import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { pairQuestionSchema } from "../schemas/pairQuestionSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

const toneSchema = z.strictObject({ negative: z.number(), neutral: z.number(), positive: z.number() });

export const maskedSchema = z.strictObject({
  position: z.int(),
  fills: z
    .array(z.strictObject({ text: z.string(), probability: z.number() }))
    .check(z.describe("The most probable pieces for this mask, best first; a probability is over all pieces.")),
  original: z.strictObject({
    text: z.string(),
    probability: z.number(),
    rank: z.int().check(z.describe("1 + the number of pieces that the model finds more probable.")),
  }),
});

const linkSchema = z.strictObject({ from: z.int(), to: z.int(), before: z.number(), after: z.number() });

export const maskRequest = {
  summary: "Masks words of a text, and says what changes: fills, P(next), tone, attention and vectors.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    mask: z
      .array(z.union([z.int(), z.string()]))
      .check(
        z.describe(
          "What to mask: positions of tokens, each for the whole word it is of, or words, each wherever it stands. A word of n pieces becomes n masks.",
        ),
      ),
    layer: z.optional(z.number()).check(z.describe("Layer of the attention, from 0. Default: the last.")),
    head: z.optional(z.number()).check(z.describe("Attention head, from 0. Default: 0.")),
    top: z.optional(z.number()).check(z.describe("Fills wanted for each mask, 1 to 100. Default: 5.")),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema).check(z.describe("Of the text as it is. Masked, it has as many.")),
    positions: z.array(z.int()).check(z.describe("The tokens that were masked, in order.")),
    masked: z
      .array(maskedSchema)
      .check(z.describe("What the model would write at each of them; none if it cannot fill masks.")),
    next: z
      .optional(z.strictObject({ before: z.number(), after: z.number() }))
      .check(z.describe("P(next), if there is a pair and the checkpoint can tell.")),
    tone: z
      .optional(z.strictObject({ before: toneSchema, after: toneSchema }))
      .check(z.describe("If the checkpoint tells tones and there is no pair.")),
    layer: z.int(),
    head: z.int(),
    links: z
      .array(linkSchema)
      .check(z.describe("The attention of this head, 0..1: the pairs of tokens where it changed most, most first.")),
    moved: z
      .array(z.number())
      .check(
        z.describe(
          "How much of each token's attention in this head goes elsewhere than before, 0..1: half the sum of its weights' differences.",
        ),
      ),
    cosines: z
      .array(z.number())
      .check(z.describe("How alike each token's vector after the last layer is to the one before, -1..1.")),
    pairQuestion: pairQuestionSchema,
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type MaskParams = TaskParams<typeof maskRequest>;
export type MaskResult = ValueOf<typeof maskRequest.result>;
