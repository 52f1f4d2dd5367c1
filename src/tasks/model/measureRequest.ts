import * as z from "zod/mini";
import type { RequestSchema } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { modelSchema } from "../schemas/modelSchema";

export const measureRequest = {
  summary:
    "Compares the model's answers in int8 with those in float32, on sentences of Cloze's own, unless that is known. If the engine was started with the precision auto, answers are from then on in int8 where the two agree. It takes seconds.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    again: z.optional(z.boolean()).check(z.describe("Measure even if the outcome is known. Default: false.")),
  }),
  result: modelSchema,
} satisfies RequestSchema;
