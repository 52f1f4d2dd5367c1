import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { spanSchema } from "../schemas/spanSchema";
import { TEXT_PARAMS } from "../schemas/textParams";

const FILL = {
  text: z
    .string()
    .check(z.describe("As it would stand in the text: a whole word, in the case of the word it replaces.")),
  probability: z
    .number()
    .check(
      z.describe(
        "0..1. With `maxPieces` 1, the model's own: over all pieces, or for a target of several the product of its pieces' conditional probabilities. With more, P(k pieces) · P(these k | k masks): of all words together at most 1.",
      ),
    ),
  pieces: z.int().check(z.describe("Number of word pieces.")),
};
const fillSchema = z.strictObject(FILL);

/** What the model read of a text, and around it. */
export const FILL_READ = {
  read: z.optional(partReadSchema),
  context: z
    .optional(
      z.strictObject({
        before: z.array(z.int()).check(z.describe("Places in `before` of the texts that were read along.")),
        after: z.array(z.int()).check(z.describe("Places in `after` of the texts that were read along.")),
      }),
    )
    .check(z.describe("What was read around the text; absent where the request gave nothing to read.")),
};

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
              "1 + the number of fills that the model finds more probable: 1 is its first choice. With `maxPieces` 1 these are pieces, with more they are words.",
            ),
          ),
      }),
    )
    .check(z.describe("What stands in the text now; absent where the text has a literal [MASK].")),
  ...FILL_READ,
});

/** Fields of every request to fill masks. */
export const FILL_PARAMS = {
  ...TEXT_PARAMS,
  masks: z
    .optional(z.array(spanSchema))
    .check(
      z.describe(
        "What to mask in the text; without it, the literal [MASK]s. [MASK*2] takes a word of two pieces, [MASK|red,green] one of these words.",
      ),
    ),
  before: z
    .optional(z.array(z.string()))
    .check(
      z.describe(
        "Texts that stand before this one, in order: paragraphs or headings. The nearest are read along as far as they fit, if the model finds that this text follows them.",
      ),
    ),
  after: z.optional(z.array(z.string())).check(z.describe("Texts that stand after this one, in order; as `before`.")),
  words: z
    .optional(z.array(z.string()))
    .check(
      z.describe(
        "Words that fills of several pieces may be, beside the words of this request's texts and of the English word list.",
      ),
    ),
  top: z.optional(z.number()).check(z.describe("Fills wanted for each mask, 1 to 100. Default: 10.")),
  maxPieces: z
    .optional(z.number())
    .check(
      z.describe(
        "Most pieces of a fill, 1 to 4. Default: 1, the model's own ranking, piece by piece, as other BERT tools give it. From 2 on, and for several masks together, fills are words: those of several pieces take part if they are known, bare continuations and special tokens do not.",
      ),
    ),
};

export const fillRequest = {
  summary: "Says what the model would write at each mask.",
  params: z.strictObject({
    ...FILL_PARAMS,
    targets: z.optional(z.array(z.string())).check(z.describe("Score these words only.")),
    exact: z
      .optional(z.boolean())
      .check(
        z.describe(
          "Whether the numbers are to look at: in float32, unless the engine was started with int8. Default: false.",
        ),
      ),
  }),
  result: z.strictObject({ masks: z.array(maskFillsSchema), precision: precisionSchema }),
} satisfies RequestSchema;
export type FillParams = TaskParams<typeof fillRequest>;
/** What is read, whichever words are scored. */
export type FillReading = Omit<FillParams, "targets">;
export type FillResult = ValueOf<typeof fillRequest.result>;
export type MaskFills = ValueOf<typeof maskFillsSchema>;
export type Fill = ValueOf<typeof fillSchema>;
