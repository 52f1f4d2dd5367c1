import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

export const tokenPoolingSchema = z
  .enum(["cls", "mean", "max", "mean-sqrt", "weighted", "last"])
  .check(
    z.describe(
      "How the states of a text's tokens, [CLS] and [SEP] included, become one vector: that of the first or last token, their mean, their largest values, their sum divided by the root of their number, or their mean where token i weighs i.",
    ),
  );
export type TokenPooling = ValueOf<typeof tokenPoolingSchema>;
