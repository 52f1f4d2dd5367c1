import * as z from "zod/mini";
import type { RequestSchema, TaskParams, ValueOf } from "../../schema/requestSchema";
import { MODEL_PARAMS } from "../schemas/modelParams";
import { precisionSchema } from "../schemas/precisionSchema";

export const probeRequest = {
  summary: "Says which of some words the model prefers at a mask, and how that changes with what stands elsewhere.",
  params: z.strictObject({
    ...MODEL_PARAMS,
    text: z.string().check(z.describe('A template: one [MASK], and slots by name, as in "[MASK] works as a {job}."')),
    words: z
      .array(z.string())
      .check(z.describe("Words to compare at the mask, 2 to 20: the first with each of the others")),
    slot: z
      .record(z.string(), z.array(z.string()))
      .check(z.describe("What stands in each slot in turn, by the slot's name. Several slots: every combination.")),
  }),
  result: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          slots: z.record(z.string(), z.string()).check(z.describe("What stands in each slot.")),
          words: z.array(z.string()).check(z.describe("The two words that are compared.")),
          filled: z
            .number()
            .check(
              z.describe(
                "ln P(first) − ln P(second) with the slots filled. Above 0, the model prefers the first word.",
              ),
            ),
          prior: z
            .number()
            .check(z.describe("The same with [MASK]s in the slots, as many as what stands there has pieces.")),
          logOdds: z
            .number()
            .check(z.describe("filled − prior: how far what stands in the slots moves the model to the first word.")),
        }),
      )
      .check(z.describe("In the order in which slots and words were given.")),
    precision: precisionSchema,
  }),
} satisfies RequestSchema;
export type ProbeParams = TaskParams<typeof probeRequest>;
export type ProbeResult = ValueOf<typeof probeRequest.result>;
export type ProbeRow = ProbeResult["rows"][number];
