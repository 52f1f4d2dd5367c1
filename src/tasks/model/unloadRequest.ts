import * as z from "zod/mini";
import type { RequestSchema } from "../../schema/requestSchema";
import { modelParams } from "../schemas/modelSchema";

export const unloadRequest = {
  summary: "Frees the model's memory, after its known tones are written to the cache.",
  params: modelParams,
  result: z.null(),
} satisfies RequestSchema;
