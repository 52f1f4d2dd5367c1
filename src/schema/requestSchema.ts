import type * as z from "zod/mini";

/**
 * What one request takes and gives, stated once: the types of both sides of the process, the check of a message and
 * the JSON Schema for other programs all come from here.
 */
export interface RequestSchema<P extends z.ZodMiniObject = z.ZodMiniObject, R extends z.ZodMiniType = z.ZodMiniType> {
  /** One sentence: what the engine does. */
  readonly summary: string;
  /** Unknown fields are refused. Numbers may be out of range here: a task refuses those in its own words. */
  readonly params: P;
  /** Not checked when it arrives: this program made it. */
  readonly result: R;
}

/** The type of a schema's values, which nobody who receives one may change. */
export type ValueOf<S extends z.ZodMiniType> = Plain<z.output<S>>;

/** What a task is given beside the model, which the request names by its folder. */
export type TaskParams<S extends RequestSchema> = Omit<ValueOf<S["params"]>, "model">;

type Plain<T> = T extends object ? { readonly [K in keyof T]: Plain<T[K]> } : T;
