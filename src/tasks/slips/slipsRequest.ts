import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";

const slipSchema = z.strictObject({
  start: z.int().check(z.describe("In UTF-16 units of the sentence.")),
  end: z.int().check(z.describe("After the last unit; equal to `start` where a word is missing.")),
  text: z.string().check(z.describe("What stands there: the sentence from `start` to `end`.")),
  suggestion: z
    .string()
    .check(
      z.describe(
        "What to put in place of `text`: then the sentence is the mended one, spaces included. Empty for a word too many, which takes one space with it.",
      ),
    ),
  rule: z
    .enum(["slip", "article", "double", "missing", "extra"])
    .check(
      z.describe(
        'Another word was meant ("slip"), "a" for "an" or the reverse ("article"), a word stands twice ("double"), is missing, or is too many ("extra").',
      ),
    ),
  kind: z
    .optional(z.enum(["listed", "little", "endings", "letters"]))
    .check(
      z.describe(
        "Of another word, why it may have been meant: a listed confusion, one little word for another, another form of the word, or letters that are nearly the same.",
      ),
    ),
  probability: z.number().check(z.describe("0..1: how sure it is that this is a slip. Less than 0.1 is left out.")),
  score: z
    .number()
    .check(z.describe("In nats: how much better the model finds the suggestion than what stands there.")),
});

const slipsSchema = z.strictObject({
  slips: z.array(slipSchema).check(z.describe("In the order of the sentence, none over another.")),
  by: z
    .optional(z.literal("masks"))
    .check(
      z.describe(
        "Present where the model was not taught to find slips: each word was masked in turn, which is slower, and missing words and words too many are not found.",
      ),
    ),
  precision: precisionSchema,
  read: z.optional(partReadSchema),
});

export const slipsRequest = {
  summary: "Says of each sentence which of its words are slips: words that are not those that were meant.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    sentences: z.array(z.string()),
    names: z
      .optional(z.string())
      .check(
        z.describe(
          "Folder of the checkpoint of a model that labels words, such as names of people and places: what touches a word with a label is no slip. Default: none.",
        ),
      ),
    hidden: z
      .optional(z.array(z.array(z.strictObject({ start: z.int(), text: z.string() }))))
      .check(
        z.describe(
          'For each sentence, what stands in the document where the sentence has a placeholder for code, a link or a formula, and where that placeholder starts: "an `OrderShipped` event" is read as "an code event". Default: every "code", "link" and "x" is taken for one.',
        ),
      ),
  }),
  result: z.array(slipsSchema),
} satisfies RequestSchema;
export type SlipsParams = TaskParams<typeof slipsRequest>;
export type SlipsResult = ValueOf<typeof slipsSchema>;
/** What was found, whatever it was computed in. */
export type FoundSlips = Omit<SlipsResult, "precision">;
export type Slip = ValueOf<typeof slipSchema>;
export type SlipRule = Slip["rule"];
