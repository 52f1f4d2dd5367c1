import * as z from "zod/mini";
import type { RequestSchema } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";

export const convertRequest = {
  summary:
    "Writes a checkpoint into another folder, with its weights in safetensors: the same numbers, so the same answers. The folder appears when it is whole.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    to: z.string().check(z.describe("Absolute path of the folder; its parent must be there.")),
    overwrite: z
      .optional(z.boolean())
      .check(z.describe("Replace a folder that holds such a checkpoint already. Default: false.")),
  }),
  result: z.strictObject({
    folder: z.string(),
    files: z.array(z.string()).check(z.describe("Names of the files that were written.")),
    tensors: z.int(),
    bytes: z.int().check(z.describe("Size of model.safetensors.")),
    leftOut: z
      .array(z.strictObject({ name: z.string(), dtype: z.string() }))
      .check(z.describe("Tensors that were not written, because no model computes with numbers of their type here.")),
  }),
} satisfies RequestSchema;
