import * as z from "zod/mini";
import type { ValueOf } from "../schema/requestSchema";

const hash = z.string().check(z.describe("SHA-256, in hexadecimal."));

/** How the numbers of an exported file came about. Every exported file holds one. */
export const exportRecordSchema = z.strictObject({
  cloze: z.string().check(z.describe("Version of Cloze.")),
  view: z.string().check(z.describe("What was on screen, as the panel calls it.")),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  model: z.strictObject({ name: z.string(), weights: hash, tokenizer: hash }),
  device: z.string(),
  precision: z.strictObject({ answers: z.string(), looking: z.string() }),
  onnxruntime: z.string().check(z.describe("Version of ONNX Runtime.")),
  asked: z
    .array(z.strictObject({ kind: z.string(), params: z.record(z.string(), z.unknown()) }))
    .check(z.describe("The engine's requests, without the folder of the model.")),
  answers: z
    .optional(z.array(z.unknown()))
    .check(z.describe("What the engine answered, in this order; absent where the file itself holds the numbers.")),
  again: z.string().check(z.describe("The command that computes it again and says whether it is the same.")),
});
export type ExportRecord = ValueOf<typeof exportRecordSchema>;

/** A request, and what the engine answered. */
export interface Answered {
  readonly kind: string;
  /** Without the model. */
  readonly params: Readonly<Record<string, unknown>>;
  /** As JSON holds it. */
  readonly answer: unknown;
}
