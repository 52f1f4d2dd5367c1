import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

/** An attention head of a layer, both counted from 0. */
export const headSchema = z.strictObject({ layer: z.number(), head: z.number() });
export type Head = ValueOf<typeof headSchema>;
