import * as z from "zod/mini";
import type { RequestSchema } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { modelSchema } from "../schemas/modelSchema";

export const deviceRequest = {
  summary:
    "Moves the model to the device where it is fastest. Until this request it runs on the CPU. If the engine was started with the device auto, it tries devices, which takes seconds the first time.",
  params: z.strictObject(MODEL_PARAMS),
  result: modelSchema,
} satisfies RequestSchema;
