import * as z from "zod/mini";

/** JSON Schema, as far as tools have it. */
export interface ToolSchema {
  readonly type: "object";
  readonly [name: string]: unknown;
}

/** The JSON Schema of what a tool takes or answers. */
export function writeToolSchema(schema: z.ZodMiniObject): ToolSchema {
  const written = z.toJSONSchema(schema, {
    override({ jsonSchema }) {
      // That a whole number is one that JavaScript holds tells nobody anything.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  // Who reads it knows which schema tools have.
  delete written.$schema;
  return written as ToolSchema;
}
