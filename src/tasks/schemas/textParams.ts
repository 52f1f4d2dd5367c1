import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

/** Fields of every request about one text or pair; a pair is read as [CLS] A [SEP] B [SEP]. */
export const TEXT_PARAMS = {
  model: z.string().check(z.describe("Absolute path of the checkpoint folder.")),
  text: z.string(),
  pair: z.optional(z.string()),
  specials: z
    .optional(z.enum(["mask", "reference", "none"]))
    .check(
      z.describe(
        'How special names typed in the text ("[SEP]") are read. "mask": [MASK] alone is a token; "reference": all are, as in other BERT tools; "none": all are ordinary text. Default: "mask".',
      ),
    ),
};

/** A text or pair, beside the model that reads it. */
export type TextInput = Omit<ValueOf<z.ZodMiniObject<typeof TEXT_PARAMS>>, "model">;
