import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";

const toneSchema = z.strictObject({
  label: z.enum(["negative", "neutral", "positive"]),
  scores: z
    .strictObject({ negative: z.number(), neutral: z.number(), positive: z.number() })
    .check(z.describe("They sum to 1.")),
  labels: z
    .optional(z.array(z.strictObject({ label: z.string(), probability: z.number() })))
    .check(z.describe("The checkpoint's own labels and probabilities, if its labels are not these three.")),
  precision: precisionSchema,
  read: z.optional(partReadSchema),
});

export const toneRequest = {
  summary: "Says of each sentence whether it is negative, neutral or positive; one result for each, in order.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    sentences: z.array(z.string()),
    again: z
      .optional(z.array(z.string()))
      .check(
        z.describe(
          "Texts with {} for a sentence. A sentence that seems negative is read again in each, and its scores are the mean of all readings.",
        ),
      ),
  }),
  result: z.array(toneSchema),
} satisfies RequestSchema;
export type ToneResult = ValueOf<typeof toneSchema>;
export type ToneLabel = ToneResult["label"];

/** What to say of sentences of which one is empty: a model gives that a tone too, which means nothing. */
export function findEmptySentence(sentences: readonly string[]): string | undefined {
  const at = sentences.findIndex((sentence) => sentence.trim() === "");
  return at < 0 ? undefined : `"sentences[${at}]" has no words, expected at least one`;
}
