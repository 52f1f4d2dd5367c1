import * as z from "zod/mini";
import { checkMessage, idSchema, isKindOf, kindSchema as kind, readKind, refuseKind } from "./messageKinds";
import type { FromEngine } from "./protocol";

// Apart from what the engine reads: the schemas of all requests take the extension host milliseconds that it does not need.
const SCHEMAS: Readonly<Record<FromEngine["kind"], z.ZodMiniType>> = {
  hello: z.strictObject({ kind, version: z.int() }),
  working: z.strictObject({ kind, id: idSchema }),
  // This program made the result: it only has to be there.
  result: z.strictObject({ kind, id: idSchema, result: z.union([z.looseObject({}), z.array(z.any()), z.null()]) }),
  error: z.strictObject({ kind, id: z.int(), code: z.string(), message: z.string() }),
  fallback: z.strictObject({ kind, info: z.looseObject({}) }),
  waiting: z.strictObject({ kind, wait: z.nullable(z.strictObject({ server: z.string(), leftMs: z.number() })) }),
  progress: z.strictObject({ kind, id: idSchema, done: z.number(), total: z.number() }),
  pong: z.strictObject({ kind }),
};

/**
 * A message from the engine. Results are taken as they are, since this program made them.
 *
 * @throws {EngineError} `bad-message`.
 */
export function readFromEngine(value: unknown): FromEngine {
  const found = readKind(value);
  if (!isKindOf(SCHEMAS, found)) throw refuseKind(found);
  checkMessage(found, SCHEMAS[found], value);
  return value as FromEngine;
}
