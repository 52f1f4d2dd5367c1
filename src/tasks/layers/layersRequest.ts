import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { pairQuestionSchema } from "../schemas/pairQuestionSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { spanSchema } from "../schemas/spanSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

const maskSchema = z.strictObject({
  start: z.int(),
  end: z.int(),
  fills: z
    .array(z.strictObject({ text: z.string(), probability: z.number() }))
    .check(z.describe("The most probable pieces, best first; a probability is over all pieces.")),
});

const layerSchema = z.strictObject({
  layer: z.int().check(z.describe("0 for the embeddings, l for the output of layer l, 1..L.")),
  masks: z.array(maskSchema).check(z.describe("What the fill-mask readout makes of each mask's state at this layer.")),
  next: z.optional(z.number()).check(z.describe("P(next), if there is a pair and the checkpoint can tell.")),
  tone: z
    .optional(z.strictObject({ negative: z.number(), neutral: z.number(), positive: z.number() }))
    .check(
      z.describe("What the tone readout makes of [CLS] at this layer, if the checkpoint has one and there is no pair."),
    ),
});

export const layersRequest = {
  summary: "Says what the readouts would answer at each layer.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    masks: z
      .optional(z.array(spanSchema))
      .check(z.describe("What to mask in the text; without it, the literal [MASK]s, if there are any.")),
    top: z.optional(z.number()).check(z.describe("Fills wanted for each mask, 1 to 100. Default: 5.")),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    layers: z.array(layerSchema).check(z.describe("L + 1, the embeddings first.")),
    pairQuestion: pairQuestionSchema,
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type LayersParams = TaskParams<typeof layersRequest>;
export type LayersResult = ValueOf<typeof layersRequest.result>;
export type LayerAnswers = ValueOf<typeof layerSchema>;
