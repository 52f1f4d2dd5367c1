import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { headSchema } from "../schemas/headSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

/** Whether a word stands in both texts, in one of them, or has another in its place. */
export const WORD_CHANGES = ["same", "replaced", "removed", "added"] as const;

const otherSchema = z.strictObject({
  model: z
    .optional(z.string())
    .check(z.describe("Absolute path of another checkpoint folder, whose model reads the other text.")),
  text: z.optional(z.string()).check(z.describe("The other text. Default: the same text, which another model reads.")),
  pair: z.optional(z.string()).check(z.describe("Text that comes after that one, read as its pair.")),
});

/** What was read, before or after. */
const sideSchema = z.strictObject({
  model: z.string().check(z.describe("The name of the model that read it.")),
  tokens: z.array(tokenSchema),
  precision: precisionSchema,
  read: z.optional(partReadSchema),
});

const wordSchema = z.strictObject({
  before: z.optional(z.array(z.int())).check(z.describe("Positions of its tokens in the text before.")),
  after: z.optional(z.array(z.int())).check(z.describe("Positions of its tokens in the text after.")),
  change: z.enum(WORD_CHANGES),
  moved: z
    .optional(z.number())
    .check(
      z.describe(
        "How much of its attention goes elsewhere than before, 0..1: half the sum of its weights' differences. Absent for a word of one text alone.",
      ),
    ),
  cosine: z
    .optional(z.number())
    .check(
      z.describe(
        "How alike its vectors after the last layer are, -1..1. Absent for a word of one text alone, and between two models.",
      ),
    ),
});

const originalSchema = z.strictObject({ text: z.string(), probability: z.number(), rank: z.int() });

/** What is on both sides, or on one. */
const sides = <T extends z.ZodMiniType>(schema: T) => ({ before: z.optional(schema), after: z.optional(schema) });

const shareSchema = z.strictObject({ label: z.string(), ...sides(z.number()) });
const toneSchema = z.strictObject({ negative: z.number(), neutral: z.number(), positive: z.number() });

export const compareRequest = {
  summary: "Says what differs inside between two texts, or between two models that read one: the most changed first.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    other: otherSchema.check(z.describe("What it is compared with.")),
    otherFirst: z
      .optional(z.boolean())
      .check(z.describe("Whether the other is what comes before, instead of what comes after. Default: false.")),
    mask: z
      .optional(z.array(z.union([z.int(), z.string()])))
      .check(
        z.describe(
          "Words of the text whose places are filled in both, each masked alone: positions of tokens, or words. Default: the literal [MASK]s.",
        ),
      ),
    layer: z
      .optional(z.number())
      .check(z.describe("Layer of the attention, from 0. Default: the last if there is a head.")),
    head: z.optional(z.number()).check(z.describe("Attention head, from 0.")),
    heads: z
      .optional(z.union([z.literal("mean"), z.array(headSchema)]))
      .check(
        z.describe(
          'Heads whose mean is compared: a list, or "mean" for all heads of the layer, or of all layers if none is named. Default: "mean", unless there is a head.',
        ),
      ),
    top: z.optional(z.number()).check(z.describe("Fills wanted of each side at each place, 1 to 100. Default: 5.")),
    keep: z
      .optional(z.boolean())
      .check(z.describe("Whether the attention maps of both are kept, as far as memory allows. Default: false.")),
  }),
  result: z.strictObject({
    before: sideSchema,
    after: sideSchema,
    words: z
      .array(wordSchema)
      .check(
        z.describe(
          "The words of both in the order of the text, [CLS] and [SEP] among them. Of two texts, equal words are aligned so that as many as possible are, and words between them one to one if there are as many before as after. Of one text, words are aligned by their characters.",
        ),
      ),
    fills: z
      .array(
        z.strictObject({
          word: z.int().check(z.describe("Index in `words`.")),
          fills: z
            .array(z.strictObject({ text: z.string(), ...sides(z.number()) }))
            .check(
              z.describe(
                "The best of both sides, those that changed most first. A side is absent where a fill is not among its first hundred.",
              ),
            ),
          original: z.strictObject(sides(originalSchema)).check(z.describe("What stands there, unless it is a mask.")),
        }),
      )
      .check(
        z.describe(
          "What the models would write at each place; none for a word without a counterpart, or of the second of a pair, or where a model fills no masks.",
        ),
      ),
    labels: z
      .array(shareSchema)
      .check(
        z.describe(
          "All labels of the classifiers, those that changed most first. A side is absent if it has none so called.",
        ),
      ),
    values: z
      .optional(z.array(shareSchema))
      .check(z.describe("What models that were taught numbers (regression) answer.")),
    tone: z
      .optional(z.strictObject(sides(toneSchema)))
      .check(z.describe("If a checkpoint tells tones and there is no pair.")),
    next: z
      .optional(z.strictObject(sides(z.number())))
      .check(z.describe("P(next) of pairs, as far as the checkpoints can tell.")),
    heads: z
      .strictObject({ before: z.array(headSchema), after: z.array(headSchema) })
      .check(z.describe("Whose mean is compared.")),
    links: z
      .array(z.strictObject({ from: z.int(), to: z.int(), before: z.number(), after: z.number() }))
      .check(
        z.describe(
          "The pairs of words where this attention changed most, most first; indices in `words`. Attention to a word is the sum over its tokens, from a word the mean (Clark et al. 2019). 0 on the side that lacks the word.",
        ),
      ),
    layers: z
      .optional(z.array(z.array(z.number())))
      .check(
        z.describe(
          "[layer][head]: how much of that head's attention goes elsewhere than before, the mean over the words of both, 0..1. Absent between models of different shapes.",
        ),
      ),
  }),
} satisfies RequestSchema;
export type CompareParams = TaskParams<typeof compareRequest>;
export type CompareResult = ValueOf<typeof compareRequest.result>;
export type WordChange = (typeof WORD_CHANGES)[number];
