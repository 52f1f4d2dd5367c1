import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "./modelParams";

/** Fields of every request about one text or pair. A pair is read as [CLS] A [SEP] B [SEP]. */
export const TEXT_PARAMS = {
  ...MODEL_PARAMS,
  text: z.string(),
  pair: z.optional(z.string()).check(z.describe("Text that comes after the first, read as its pair.")),
  specials: z
    .optional(z.enum(["mask", "reference", "none"]))
    .check(
      z.describe(
        'How special names in the text, such as "[SEP]", are read. "mask": only [MASK] is a token. "reference": all are tokens, as in other BERT tools. "none": all are ordinary text. Default: "mask".',
      ),
    ),
};

/** A text or pair, without the model that reads it. */
export type TextInput = Omit<ValueOf<z.ZodMiniObject<typeof TEXT_PARAMS>>, "model">;
