import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

export const modelParams = z.strictObject({
  model: z.string().check(z.describe("Absolute path of the checkpoint folder; it names the model in every request.")),
});

/** What a loaded model is and can do. */
export const modelSchema = z.strictObject({
  folder: z.string().check(z.describe("Absolute path of the checkpoint folder; it names the model in every request.")),
  name: z.string().check(z.describe("Last part of the folder's path.")),
  architecture: z.enum(["bert", "distilbert"]),
  layers: z.int(),
  heads: z.int().check(z.describe("Attention heads of each layer.")),
  hiddenSize: z.int(),
  vocabularySize: z.int(),
  maxTokens: z.int().check(z.describe("Most tokens of one sequence, special ones included.")),
  cased: z.boolean(),
  mask: z.string().check(z.describe('How this checkpoint writes its mask: "[MASK]".')),
  continuingPrefix: z.string().check(z.describe('What a piece that goes on with a word starts with: "##".')),
  parameters: z.int().check(z.describe("Number of weights.")),
  has: z
    .strictObject({ mlm: z.boolean(), nsp: z.boolean(), classifier: z.boolean() })
    .check(z.describe("What the checkpoint can answer with.")),
  labels: z.array(z.string()).check(z.describe("The classifier's label for each logit; empty without one.")),
  problem: z.optional(z.enum(["single-label", "multi-label", "regression"])),
  temperature: z.number().check(z.describe("Divides the classifier's logits before the softmax. Default: 1.")),
  device: z
    .string()
    .check(z.describe("Where answers are computed. Tokens, embeddings and attention always run on the CPU.")),
  deviceReason: z.string().check(z.describe("Why there, in words that stand behind the device and a colon.")),
  precision: z.enum(["fp32", "int8"]),
});
export type ModelInfo = ValueOf<typeof modelSchema>;
