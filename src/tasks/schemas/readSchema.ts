import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";
import { spanSchema } from "./spanSchema";

export const readSchema = z
  .strictObject({
    windows: z.int(),
    span: spanSchema.check(
      z.describe("What was read of the text: all of it by tasks that read every window, less by those that read one."),
    ),
    pair: z.optional(spanSchema.check(z.describe("What was read of the pair."))),
  })
  .check(z.describe("Which part of a text the model read. Absent when it read the whole."));
export type Read = ValueOf<typeof readSchema>;
