import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";
import { spanSchema } from "./spanSchema";

export const partReadSchema = z
  .strictObject({
    windows: z.int(),
    span: spanSchema.check(
      z.describe(
        "Which range of the text was read: all of it by tasks that read every window, less by tasks that read one.",
      ),
    ),
    pair: z.optional(spanSchema.check(z.describe("Which range of the pair was read."))),
  })
  .check(z.describe("Which part of a text the model read. Absent if it read the whole."));
export type PartRead = ValueOf<typeof partReadSchema>;
