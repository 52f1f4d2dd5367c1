import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { maskedSchema } from "../mask/maskRequest";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

/** What became of a chosen piece: a mask, a random piece, or nothing, so that the model cannot trust what it sees. */
export const CORRUPTIONS = ["mask", "random", "keep"] as const;
export type Corruption = (typeof CORRUPTIONS)[number];

const corruptedSchema = z.strictObject({
  position: z.int(),
  corruption: z.enum(CORRUPTIONS).check(z.describe("What became of the piece: a mask, a random piece, or itself.")),
  text: z.string().check(z.describe("The piece that the model reads there.")),
  id: z.int(),
  guess: z
    .optional(maskedSchema)
    .check(z.describe("What the model would write there; absent if it cannot fill masks.")),
});

export const corruptRequest = {
  summary: "Makes a text an example of BERT's training: some of its pieces are to be guessed, most of them masked.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    seed: z.optional(z.number()).check(z.describe("Seed of the draw, a whole number. Default: 0.")),
    wholeWords: z
      .optional(z.boolean())
      .check(z.describe("Choose whole words instead of single pieces. Default: false, as BERT was first trained.")),
    top: z.optional(z.number()).check(z.describe("Guesses wanted for each chosen piece, 1 to 100. Default: 5.")),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema).check(z.describe("Of the text as it is. Corrupted, it has as many.")),
    corrupted: z.array(corruptedSchema).check(z.describe("The chosen pieces, in order.")),
    loss: z
      .optional(z.number())
      .check(
        z.describe(
          "The mean of −ln P(piece of the text) over the chosen pieces, which training makes smaller; absent if the model cannot fill masks.",
        ),
      ),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type CorruptParams = TaskParams<typeof corruptRequest>;
export type CorruptResult = ValueOf<typeof corruptRequest.result>;
