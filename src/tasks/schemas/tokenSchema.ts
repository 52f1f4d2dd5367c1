import * as z from "zod/mini";
import { spanSchema } from "./spanSchema";

/** A token as the tokenizer makes it: `Token` in `src/tokenizer`. */
export const tokenSchema = z.strictObject({
  text: z.string().check(z.describe('As in the vocabulary: "un", "##aff", "[CLS]".')),
  id: z.int(),
  kind: z
    .enum(["word", "continuation", "unk", "cls", "sep", "pad", "mask"])
    .check(
      z.describe(
        "Whether the token begins a word, continues one, or is a special token of that role, whatever the checkpoint calls it.",
      ),
    ),
  span: spanSchema.check(
    z.describe("UTF-16 range in the text of its segment; empty for a [CLS] or [SEP] that the tokenizer added."),
  ),
  segment: z.literal([0, 1]).check(z.describe("0 for [CLS] A [SEP], 1 for B [SEP].")),
  position: z.int().check(z.describe("Index in the sequence, from 0.")),
  word: z
    .optional(z.int())
    .check(z.describe("Index of the word in its segment. Absent for the special tokens that the tokenizer added.")),
});
