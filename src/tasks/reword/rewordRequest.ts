import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";
import { spanSchema } from "../schemas/spanSchema";

export const DIRECTIONS = ["softer", "firmer", "plainer", "shorter"] as const;
export type Direction = (typeof DIRECTIONS)[number];

const changeSchema = z.strictObject({
  before: z.number().check(z.describe("Of the text as it is.")),
  after: z.number().check(z.describe("Of the rewrite.")),
});

const rewriteSchema = z.strictObject({
  text: z.string().check(z.describe("The whole text, rewritten.")),
  edits: z
    .array(
      z.strictObject({
        start: z.int().check(z.describe("In UTF-16 units of the text as it is.")),
        end: z.int().check(z.describe("After the last unit; equal to `start` where something is added.")),
        text: z.string().check(z.describe("What to write there; empty where something is dropped.")),
      }),
    )
    .check(z.describe("The changes that make the rewrite of the text, in its order, none over another.")),
  tone: z
    .optional(changeSchema)
    .check(z.describe("P(negative), 0..1, of the readings that the rule `tone/negative` takes the mean of.")),
  fluency: z
    .optional(changeSchema)
    .check(
      z.describe(
        "Pseudo-log-likelihood a word, in nats (Salazar et al. 2020): each piece is masked in turn, its logarithmic probabilities are summed, and divided by the number of words. Nearer to 0 is more usual.",
      ),
    ),
  meaning: z
    .number()
    .check(z.describe("Cosine of the two texts' vectors, the mean of the last layer: 1 is the same direction.")),
  fit: z
    .optional(z.strictObject({ ...changeSchema.shape, ratio: z.number().check(z.describe("after ÷ before")) }))
    .check(z.describe("P(next) after the last of `before`, 0..1; absent if there is none.")),
});

export const rewordRequest = {
  summary: "Rewrites a text with at most two small changes towards a softer, firmer, plainer or shorter wording.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    text: z.string(),
    toneModel: z
      .optional(z.string())
      .check(z.describe("Absolute path of the checkpoint folder that tells tones. Default: the model.")),
    towards: z
      .optional(z.enum(DIRECTIONS))
      .check(
        z.describe('How the rewrites are to read: "softer", "firmer", "plainer" or "shorter". Default: "softer".'),
      ),
    before: z
      .optional(z.array(z.string()))
      .check(z.describe("Sentences that stand before the text, in order; the last one tells how rewrites fit")),
    keep: z
      .optional(z.array(spanSchema))
      .check(
        z.describe(
          "Ranges of the text that no change may touch, beside those that are never touched. An empty range is a place that no change may go across.",
        ),
      ),
    again: z
      .optional(z.array(z.string()))
      .check(z.describe("As in a request for tones: what the rule `tone/negative` reads a sentence in again.")),
    top: z.optional(z.number()).check(z.describe("Most rewrites to list, 1 to 20. Default: 8.")),
  }),
  result: z.strictObject({
    rewrites: z.array(rewriteSchema).check(z.describe("Best first; empty if none is offered.")),
    tone: z.optional(z.number()).check(z.describe("P(negative) of the text as it is.")),
    lacks: z
      .optional(
        z.strictObject({
          tone: z.optional(z.string()),
          fluency: z.optional(z.string()),
          fit: z.optional(z.string()),
        }),
      )
      .check(z.describe("Measures that the model cannot give, and why.")),
    precision: precisionSchema,
  }),
} satisfies RequestSchema;
export type RewordParams = TaskParams<typeof rewordRequest>;
export type RewordResult = ValueOf<typeof rewordRequest.result>;
export type Rewrite = RewordResult["rewrites"][number];
