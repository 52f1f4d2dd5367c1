import * as z from "zod/mini";
import type { RequestSchema } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { modelSchema } from "../schemas/modelSchema";

export const loadRequest = {
  summary: "Loads the model, unless it is loaded. Every other request does so too.",
  params: z.strictObject(MODEL_PARAMS),
  result: modelSchema,
} satisfies RequestSchema;
