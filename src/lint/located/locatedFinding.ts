import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";
import { precisionSchema } from "../../tasks/schemas/precisionSchema";
import { SEVERITIES } from "../ruleSetting";

const positionSchema = z.strictObject({
  line: z.int().check(z.describe("From 1.")),
  column: z.int().check(z.describe("From 1, in UTF-16 units.")),
  offset: z.int().check(z.describe("From 0, in UTF-16 units of the text.")),
});

/** Where something stands in a text, as compilers say it. */
export const placeSchema = z.strictObject({
  start: positionSchema,
  end: positionSchema.check(z.describe("Excluded.")),
});

/** What other programs are told of a finding. */
export const LOCATED_FINDING = {
  range: placeSchema,
  rule: z.string().check(z.describe("Id of the rule: tone/negative.")),
  severity: z.enum(SEVERITIES),
  score: z.number().check(z.describe("0..1: the model's probability that the rule is right.")),
  precision: precisionSchema,
  message: z.string().check(z.describe("What is wrong.")),
  fix: z
    .optional(z.strictObject({ range: placeSchema, text: z.string().check(z.describe("What to write there.")) }))
    .check(z.describe("The change that mends it, where the rule knows one.")),
};
export type LocatedFinding = ValueOf<z.ZodMiniObject<typeof LOCATED_FINDING>>;
