import * as z from "zod/mini";
import type { ValueOf } from "../schema/requestSchema";
import { ownToneSchema } from "../tasks/schemas/ownToneSchema";

/** Small letters, digits and hyphens: the rest of the id of its rule. */
export const TONE_NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
/** A message is read at the side of a text. */
const LONGEST_MESSAGE = 200;

const markSchema = z
  .strictObject({
    label: z.string().check(z.describe("What is marked: one of the labels.")),
    message: z.string().check(z.minLength(1), z.maxLength(LONGEST_MESSAGE), z.describe("What a mark says.")),
    severity: z
      .enum(["error", "warning", "information", "hint"])
      .check(z.describe("How a mark is shown, unless settings say otherwise.")),
    threshold: z
      .number()
      .check(z.minimum(0), z.maximum(1), z.describe('Least probability that is marked at the level "some".')),
  })
  .check(z.describe("What its rule marks. Without it, it can be asked for but is no rule."));

/** The file of a tone of one's own, which a team reviews and keeps. */
export const toneFileSchema = z.strictObject({
  format: z.literal(1),
  cloze: z.string().check(z.describe("Version of Cloze that wrote it.")),
  name: z.string().check(z.regex(TONE_NAME), z.describe('Its rule is "own/" and this.')),
  mark: z.optional(markSchema),
  taught: z
    .strictObject({
      rows: z.record(z.string(), z.int()).check(z.describe("Number of rows of each label.")),
      c: z.number().check(z.describe("Inverse strength of the regularization.")),
      accuracy: z.number().check(z.describe("By cross-validation.")),
      accuracyInterval: z.array(z.number()).check(z.describe("From, to: 95 %, Wilson's.")),
    })
    .check(z.describe("What it was taught with, for people.")),
  ...ownToneSchema.shape,
  examples: z
    .optional(z.array(z.strictObject({ label: z.string(), text: z.string() })))
    .check(z.describe("The rows it was taught with, if that was asked for.")),
});
export type ToneFile = ValueOf<typeof toneFileSchema>;
export type ToneMark = ValueOf<typeof markSchema>;
