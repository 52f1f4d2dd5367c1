import * as z from "zod/mini";
import { describeType, findMismatch } from "../../schema/findMismatch";
import { EngineError } from "./engineError";

/** The id of a request. */
export const idSchema = z.int().check(z.minimum(1));
export const kindSchema = z.string();

/** @throws {EngineError} `bad-message` for what is no object. */
export function readKind(value: unknown): unknown {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return "kind" in value ? value.kind : undefined;
  // eslint-disable-next-line language/untranslated -- a fault between processes of Cloze
  throw new EngineError("bad-message", `message is ${describeType(value)}, expected an object with a kind`);
}

/** Whether a kind of message is one of those that a record lists. */
export function isKindOf<K extends string>(record: Readonly<Record<K, unknown>>, kind: unknown): kind is K {
  return typeof kind === "string" && Object.hasOwn(record, kind);
}

/** @throws {EngineError} `bad-message`, naming the field and the type found, but never the value: it may be the user's text. */
export function checkMessage(name: string, schema: z.ZodMiniType, value: unknown): void {
  const mismatch = findMismatch(name, schema, value);
  if (mismatch !== undefined) throw new EngineError("bad-message", mismatch);
}

export function refuseKind(kind: unknown): EngineError {
  const found = typeof kind === "string" ? `"${kind.slice(0, 40)}"` : describeType(kind);
  // eslint-disable-next-line language/untranslated -- a fault between processes of Cloze
  return new EngineError("bad-message", `message kind is ${found}, expected one of the protocol's`);
}
