import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

export const precisionSchema = z
  .enum(["fp32", "int8"])
  .check(
    z.describe(
      'What the numbers were computed in: "fp32" is float32; "int8" are products of 8 bits, which are faster and a little off.',
    ),
  );
export type Precision = ValueOf<typeof precisionSchema>;
