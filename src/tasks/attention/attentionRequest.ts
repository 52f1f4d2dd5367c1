import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { readSchema } from "../schemas/readSchema";
import { TEXT_PARAMS } from "../schemas/textParams";
import { tokenSchema } from "../schemas/tokenSchema";
import { sharesSchema } from "../schemas/sharesSchema";

export const attentionRequest = {
  summary: "Shows how much each token attends to each other, in one attention head.",
  params: z.strictObject({
    ...TEXT_PARAMS,
    layer: z.optional(z.number()).check(z.describe("0..L-1. Default: the last.")),
    head: z.optional(z.number()).check(z.describe("0..N-1. Default: 0.")),
  }),
  result: z.strictObject({
    tokens: z.array(tokenSchema),
    layer: z.int(),
    head: z.int(),
    attention: z
      .array(z.array(z.number()))
      .check(z.describe("T rows of T probabilities, each row summing to 1: how much the row's token attends to each.")),
    shares: sharesSchema,
    isNext: z.optional(z.number()).check(z.describe("P(next) when there is a pair and the checkpoint can tell.")),
    read: z.optional(readSchema),
  }),
} satisfies RequestSchema;
export type AttentionParams = TaskParams<typeof attentionRequest>;
export type AttentionResult = ValueOf<typeof attentionRequest.result>;
