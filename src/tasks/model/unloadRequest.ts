import * as z from "zod/mini";
import type { RequestSchema } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";

export const unloadRequest = {
  summary: "Writes the model's known tones to the cache, then frees its memory.",
  params: z.strictObject(MODEL_PARAMS),
  result: z.null(),
} satisfies RequestSchema;
