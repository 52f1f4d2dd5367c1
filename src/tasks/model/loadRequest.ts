import type { RequestSchema } from "../../schema/requestSchema";
import { modelParams, modelSchema } from "../schemas/modelSchema";

export const loadRequest = {
  summary: "Loads the model unless it is loaded. Every other request does so too.",
  params: modelParams,
  result: modelSchema,
} satisfies RequestSchema;
