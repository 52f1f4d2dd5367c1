import * as z from "zod/mini";
import type { RequestSchema } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { modelSchema } from "../schemas/modelSchema";

export const inspectRequest = {
  summary: "Says what a checkpoint can do, from its small files and the headers of its weights. Loads no model.",
  params: z.strictObject(MODEL_PARAMS),
  result: z.pick(modelSchema, {
    folder: true,
    name: true,
    architecture: true,
    layers: true,
    cased: true,
    parameters: true,
    has: true,
    lacks: true,
    labels: true,
    pooling: true,
    poolingLack: true,
  }),
} satisfies RequestSchema;
