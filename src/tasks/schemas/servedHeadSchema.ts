import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

/** The readout that an exported model answers with: a server's model has one output. */
export const servedHeadSchema = z.enum(["classifier", "mlm", "nsp", "tags", "answers"]);
export type ServedHead = ValueOf<typeof servedHeadSchema>;
