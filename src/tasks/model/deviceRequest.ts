import type { RequestSchema } from "../../schema/requestSchema";
import { modelParams, modelSchema } from "../schemas/modelSchema";

export const deviceRequest = {
  summary:
    "Has the model answer from now on where it is fastest. If the engine was started with the device auto, it tries devices, which takes seconds the first time; until this request the model runs on the CPU.",
  params: modelParams,
  result: modelSchema,
} satisfies RequestSchema;
