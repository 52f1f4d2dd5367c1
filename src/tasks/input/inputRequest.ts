import * as z from "zod/mini";
import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { partReadSchema } from "../schemas/partReadSchema";
import { precisionSchema } from "../schemas/precisionSchema";
import { spanSchema } from "../schemas/spanSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

const tableSchema = z.strictObject({
  table: z.enum(["words", "segments", "positions"]),
  rows: z.array(z.int()).check(z.describe("Which row of the table each token reads.")),
  lengths: z.array(z.number()).check(z.describe("The length of that row, as a vector.")),
});

export const inputRequest = {
  summary: "Shows what the first layer is given: the embeddings that are added for each token, and how long they are.",
  params: z.strictObject(TEXT_PARAMS),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    tables: z
      .array(tableSchema)
      .check(z.describe("What is added up for each token. A model that knows no segments has two.")),
    sums: z.array(z.number()).check(z.describe("The length of each token's sum.")),
    outputs: z
      .array(z.number())
      .check(z.describe("Its length after LayerNorm, and after the projection of a model with small embeddings.")),
    size: z.int().check(z.describe("Numbers in each row of the tables.")),
    limit: z.int().check(z.describe("Most tokens of one sequence, special ones included.")),
    total: z.int().check(z.describe("Tokens of the whole text or pair; more than `limit` if it does not fit.")),
    windows: z
      .array(z.strictObject({ span: spanSchema, tokens: z.int() }))
      .check(
        z.describe(
          "The sequences in which tasks that read every window read the text, with the range of the text in each. One if it fits; none of a pair that does not.",
        ),
      ),
    precision: precisionSchema,
    read: z.optional(partReadSchema),
  }),
} satisfies RequestSchema;
export type InputResult = ValueOf<typeof inputRequest.result>;
