import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";

export const tokensRequest = {
  summary: "Lists all tokens of a text or pair, even over the model's limit.",
  params: z.strictObject(TEXT_PARAMS),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    maxTokens: z
      .int()
      .check(
        z.describe(
          "Most tokens that the model reads at once, special ones included. What is longer is read in windows, or in part.",
        ),
      ),
  }),
} satisfies RequestSchema;
export type TokensParams = TaskParams<typeof tokensRequest>;
export type TokensResult = ValueOf<typeof tokensRequest.result>;
