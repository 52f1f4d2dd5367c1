import * as z from "zod/mini";

/** A range of a text in UTF-16 units, `end` excluded. */
export const spanSchema = z.strictObject({ start: z.int(), end: z.int() });
