import * as z from "zod/mini";
import { checkMessage, idSchema, isKindOf, kindSchema as kind, readKind, refuseKind } from "./messageKinds";
import { LANES, type ToEngine } from "./protocol";
import { type RequestKind, REQUESTS } from "./requests";

const SCHEMAS: Readonly<Record<Exclude<ToEngine["kind"], RequestKind>, z.ZodMiniType>> = {
  hello: z.strictObject({ kind, version: z.int() }),
  cancel: z.strictObject({ kind, id: idSchema }),
  ping: z.strictObject({ kind }),
};
const requestSchema = z.strictObject({ kind, id: idSchema, lane: z.enum(LANES), params: z.looseObject({}) });

/**
 * A message to the engine, every field checked against the schemas. The tasks check ranges.
 *
 * @throws {EngineError} `bad-message`, naming the field and the type found, but never the value: it may be the user's text.
 */
export function readToEngine(value: unknown): ToEngine {
  const found = readKind(value);
  if (isKindOf(REQUESTS, found)) {
    checkMessage(found, requestSchema, value);
    // eslint-disable-next-line language/untranslated -- a fault between processes of Cloze
    checkMessage(`${found} params`, REQUESTS[found].params, (value as { readonly params: unknown }).params);
  } else if (isKindOf(SCHEMAS, found)) checkMessage(found, SCHEMAS[found], value);
  else throw refuseKind(found);
  return value as ToEngine;
}
