import type * as z from "zod/mini";

/**
 * What one request takes and gives, stated once. The types on both sides of the process, the check of a message and the
 * JSON Schema for other programs all come from here.
 */
export interface RequestSchema<P extends z.ZodMiniObject = z.ZodMiniObject, R extends z.ZodMiniType = z.ZodMiniType> {
  /** One sentence: what the engine does. */
  readonly summary: string;
  /** Unknown fields are refused. Ranges of numbers are not stated here: the task refuses a bad one in its own words. */
  readonly params: P;
  /** Not checked when it arrives, since this program made it. */
  readonly result: R;
}

/** The type of a schema's values; whoever receives one may not change it. */
export type ValueOf<S extends z.ZodMiniType> = Plain<z.output<S>>;

/** What a task is given besides the model, which the request names by its folder. */
export type TaskParams<S extends RequestSchema> = Omit<ValueOf<S["params"]>, "model">;

/** Arrays of numbers stay what they are. */
type Plain<T> = T extends Numbers ? T : T extends object ? { readonly [K in keyof T]: Plain<T[K]> } : T;
type Numbers = Float32Array | Float64Array | Int32Array;
