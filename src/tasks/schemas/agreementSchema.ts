import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

/** How a model's answers in int8 compare with those in float32, on Cloze's own sentences. */
export const agreementSchema = z.strictObject({
  places: z.int().check(z.describe("Words that were hidden; 0 for a model that fills none.")),
  firstChoices: z.number().check(z.describe("The share of them for which the first choice is the same, 0..1.")),
  judged: z.int().check(z.describe("Sentences and pairs that were given a label; 0 for a model that gives none.")),
  labels: z.number().check(z.describe("The share of them for which the label is the same, 0..1.")),
  difference: z.number().check(z.describe("The largest difference of a probability of a first choice or a label.")),
});
export type Agreement = ValueOf<typeof agreementSchema>;
