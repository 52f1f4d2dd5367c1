import * as z from "zod/mini";

/** The field of every request: it says which model answers. */
export const MODEL_PARAMS = {
  model: z.string().check(z.describe("Absolute path of the checkpoint folder; it names the model in every request.")),
};
