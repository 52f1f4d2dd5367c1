import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";
import { agreementSchema } from "./agreementSchema";
import { MODEL_PARAMS } from "./modelParams";
import { pairQuestionSchema } from "./pairQuestionSchema";
import { precisionSchema } from "./precisionSchema";
import { tokenPoolingSchema } from "./tokenPoolingSchema";

/** What a loaded model is and can do. */
export const modelSchema = z.strictObject({
  folder: MODEL_PARAMS.model,
  name: z.string().check(z.describe("Last part of the folder's path; owner/name in the cache of Hugging Face's hub.")),
  architecture: z.string().check(z.describe('Kind of model, as config.json names it: "bert", "roberta".')),
  layers: z.int(),
  heads: z.int().check(z.describe("Attention heads of each layer.")),
  hiddenSize: z.int(),
  vocabularySize: z.int(),
  maxTokens: z.int().check(z.describe("Most tokens of one sequence, special ones included.")),
  cased: z.boolean(),
  mask: z
    .optional(z.string())
    .check(z.describe('How this checkpoint writes its mask: "[MASK]". Absent if its vocabulary has no mask piece.')),
  continuingPrefix: z
    .string()
    .check(
      z.describe('The start of a piece that continues a word: "##". Empty where those that begin one are marked.'),
    ),
  parameters: z.int().check(z.describe("Number of weights.")),
  has: z
    .strictObject({
      mlm: z.boolean(),
      nsp: z.boolean(),
      classifier: z.boolean(),
      answers: z.boolean(),
      tags: z.boolean(),
    })
    .check(z.describe("Which readouts the checkpoint has.")),
  lacks: z
    .optional(
      z.strictObject({
        mlm: z.optional(z.string()),
        nsp: z.optional(z.string()),
        classifier: z.optional(z.string()),
        answers: z.optional(z.string()),
        tags: z.optional(z.string()),
        slips: z.optional(z.string()),
        tone: z.optional(z.string()),
      }),
    )
    .check(
      z.describe(
        'Why the checkpoint has no such readout ("slips" finds words too many and missing), and under "tone" why the labels of a classifier are no tones; absent if it has all of them.',
      ),
    ),
  pairQuestion: pairQuestionSchema,
  labels: z.array(z.string()).check(z.describe("The classifier's label for each logit; empty without a classifier.")),
  tags: z
    .array(z.string())
    .check(z.describe("The label of a token for each logit, such as B-PER; empty if the checkpoint labels no tokens.")),
  problem: z.optional(z.enum(["single-label", "multi-label", "regression"])),
  temperature: z.number().check(z.describe("Divides the classifier's logits before the softmax. Default: 1.")),
  slipActions: z
    .optional(z.array(z.string()))
    .check(z.describe("What the readout for words too many and missing may propose; absent without such a readout.")),
  slipCalibration: z
    .optional(z.record(z.string(), z.strictObject({ slope: z.number(), middle: z.number() })))
    .check(
      z.describe("How a score of each kind of slip becomes a probability; absent if the checkpoint does not say."),
    ),
  pooling: z
    .optional(
      z.strictObject({
        tokens: tokenPoolingSchema,
        normalize: z.boolean(),
        maxTokens: z.int().check(z.describe("Most tokens that are read of a text, special ones included.")),
      }),
    )
    .check(
      z.describe(
        "How the checkpoint's own files, those of sentence-transformers, make one vector of a text; absent if they do not say.",
      ),
    ),
  poolingLack: z.optional(z.string()).check(z.describe("Why they do not say; absent if they do.")),
  device: z
    .string()
    .check(z.describe("Where answers are computed. Tokens, embeddings and attention are always computed on the CPU.")),
  deviceReason: z.string().check(z.describe("Why this device: words to follow its name and a colon.")),
  server: z
    .optional(
      z.strictObject({
        name: z.string(),
        answers: z
          .boolean()
          .check(z.describe("Whether texts are sent there, as numbers; false while it is away or has another model.")),
      }),
    )
    .check(z.describe("The server that a person named; absent if none was, so that nothing leaves this machine.")),
  precision: precisionSchema.check(z.describe("What fills, pairs, tones and slips are computed in.")),
  statesPrecision: precisionSchema.check(
    z.describe("What is looked at (attention, heads, vectors, embeddings) is computed in."),
  ),
  precisionReason: z.string().check(z.describe("Why this precision: words to follow its name and a colon.")),
  agreement: z.optional(agreementSchema).check(z.describe("Absent if the model was not measured.")),
});
export type ModelInfo = ValueOf<typeof modelSchema>;
