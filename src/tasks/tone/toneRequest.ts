import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { readSchema } from "../schemas/readSchema";

const toneSchema = z.strictObject({
  label: z.enum(["negative", "neutral", "positive"]),
  scores: z
    .strictObject({ negative: z.number(), neutral: z.number(), positive: z.number() })
    .check(z.describe("They sum to 1.")),
  labels: z
    .optional(z.array(z.strictObject({ label: z.string(), probability: z.number() })))
    .check(z.describe("The checkpoint's own labels and probabilities, when they are others than these three.")),
  read: z.optional(readSchema),
});

export const toneRequest = {
  summary: "Reads each sentence as negative, neutral or positive; one result for each, in order.",
  params: z.strictObject({
    model: z.string().check(z.describe("Absolute path of the checkpoint folder.")),
    sentences: z.array(z.string()),
  }),
  result: z.array(toneSchema),
} satisfies RequestSchema;
export type ToneResult = ValueOf<typeof toneSchema>;
export type ToneLabel = ToneResult["label"];
