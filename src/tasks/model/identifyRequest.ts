import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";

const hash = z.string().check(z.describe("SHA-256, in hexadecimal."));

export const identifyRequest = {
  summary: "Says what answers are computed from: hashes of the model and its tokenizer, where, and in which precision.",
  params: z.strictObject(MODEL_PARAMS),
  result: z.strictObject({
    name: z.string(),
    weights: hash.check(z.describe("Of the files of weights, one after the other in the order of their names.")),
    tokenizer: hash.check(
      z.describe("Of what Cloze reads of the tokenizer's files: the pieces in order, and how a text is cut."),
    ),
    device: z.string().check(z.describe("What fills, pairs and tones are computed on.")),
    precision: precisionSchema.check(z.describe("What fills, pairs and tones are computed in.")),
    statesPrecision: precisionSchema.check(z.describe("What is looked at is computed in.")),
    runtime: z.string().check(z.describe("Version of ONNX Runtime.")),
  }),
} satisfies RequestSchema;
export type IdentifyResult = ValueOf<typeof identifyRequest.result>;
