import * as z from "zod/mini";
import type { RequestSchema } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { servedHeadSchema } from "../schemas/servedHeadSchema";

export const exportRequest = {
  summary:
    "Writes a checkpoint as an ONNX file with the inputs and outputs of published exports, and what an inference server needs beside it. The folder appears when it is whole.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    to: z
      .string()
      .check(z.describe("Absolute path of a folder that is not there yet, or is empty; its parent must be there.")),
    for: z.enum(["onnx", "triton", "kserve", "mlserver"]).check(z.describe("The server. onnx: the file alone.")),
    head: z
      .optional(servedHeadSchema)
      .check(
        z.describe("The readout whose logits it answers with. Default: the first of these that the checkpoint has."),
      ),
    precision: z
      .optional(z.enum(["fp32", "fp16", "int8"]))
      .check(z.describe("What it is stored and computed in. Default: fp32.")),
    name: z
      .optional(z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)))
      .check(z.describe("What the server calls it. Default: made of the checkpoint's name.")),
  }),
  result: z.strictObject({
    folder: z.string(),
    name: z.string(),
    files: z.array(z.string()).check(z.describe("Paths in the folder.")),
    head: servedHeadSchema,
    others: z.array(servedHeadSchema).check(z.describe("Readouts that the checkpoint has besides.")),
    inputs: z.array(z.string()),
    outputs: z.array(z.string()),
    bytes: z.int().check(z.describe("Size of model.onnx.")),
  }),
} satisfies RequestSchema;
