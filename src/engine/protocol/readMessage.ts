import * as z from "zod/mini";
import { describeType, findMismatch } from "../../schema/findMismatch";
import { EngineError } from "./engineError";
import { type FromEngine, LANES, type ToEngine } from "./protocol";
import { type RequestKind, REQUESTS } from "./requests";

const idSchema = z.int().check(z.minimum(1));
const kind = z.string();

const TO_ENGINE: Readonly<Record<Exclude<ToEngine["kind"], RequestKind>, z.ZodMiniType>> = {
  hello: z.strictObject({ kind, version: z.int() }),
  cancel: z.strictObject({ kind, id: idSchema }),
  ping: z.strictObject({ kind }),
};
const requestSchema = z.strictObject({ kind, id: idSchema, lane: z.enum(LANES), params: z.looseObject({}) });

const FROM_ENGINE: Readonly<Record<FromEngine["kind"], z.ZodMiniType>> = {
  hello: z.strictObject({ kind, version: z.int() }),
  working: z.strictObject({ kind, id: idSchema }),
  // This program made the result: it only has to be there.
  result: z.strictObject({ kind, id: idSchema, result: z.union([z.looseObject({}), z.array(z.any()), z.null()]) }),
  error: z.strictObject({ kind, id: z.int(), code: z.string(), message: z.string() }),
  fallback: z.strictObject({ kind, info: z.looseObject({}) }),
  progress: z.strictObject({ kind, id: idSchema, done: z.number(), total: z.number() }),
  pong: z.strictObject({ kind }),
};

/**
 * A message to the engine, every field checked against the schemas. The tasks check ranges.
 *
 * @throws {EngineError} `bad-message`, naming the field and the type found, but never the value: it may be the user's text.
 */
export function readToEngine(value: unknown): ToEngine {
  const found = readKind(value);
  if (has(REQUESTS, found)) {
    check(found, requestSchema, value);
    check(`${found} params`, REQUESTS[found].params, (value as { readonly params: unknown }).params);
  } else if (has(TO_ENGINE, found)) check(found, TO_ENGINE[found], value);
  else throw unknownKind(found);
  return value as ToEngine;
}

/**
 * A message from the engine. Results are taken as they are, since this program made them.
 *
 * @throws {EngineError} `bad-message`.
 */
export function readFromEngine(value: unknown): FromEngine {
  const found = readKind(value);
  if (!has(FROM_ENGINE, found)) throw unknownKind(found);
  check(found, FROM_ENGINE[found], value);
  return value as FromEngine;
}

/** The id of the request that a message is about, however malformed the message is; 0 if it has none. */
export function readRequestId(value: unknown): number {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return idSchema.safeParse(id).data ?? 0;
}

function readKind(value: unknown): unknown {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return "kind" in value ? value.kind : undefined;
  throw new EngineError("bad-message", `message is ${describeType(value)}, expected an object with a kind`);
}

function has<K extends string>(record: Readonly<Record<K, unknown>>, kind: unknown): kind is K {
  return typeof kind === "string" && Object.hasOwn(record, kind);
}

function check(name: string, schema: z.ZodMiniType, value: unknown): void {
  const mismatch = findMismatch(name, schema, value);
  if (mismatch !== undefined) throw new EngineError("bad-message", mismatch);
}

function unknownKind(kind: unknown): EngineError {
  const found = typeof kind === "string" ? `"${kind.slice(0, 40)}"` : describeType(kind);
  return new EngineError("bad-message", `message kind is ${found}, expected one of the protocol's`);
}
