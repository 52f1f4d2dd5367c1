import { POOLINGS } from "../../tasks/results";
import { EngineError } from "./engineError";
import { LANES, type FromEngine, type RequestKind, type Requests, type ToEngine } from "./protocol";

/** What a field must be. Errors name the field and the type found, never the value: it may be text of a document. */
interface Check {
  readonly expected: string;
  accepts(value: unknown): boolean;
}

/**
 * A message to the engine, every field of its shape checked. Ranges are the tasks' own to check.
 *
 * @throws {EngineError} `bad-message`.
 */
export function readToEngine(value: unknown): ToEngine {
  const message = readRecord(value);
  const kind = message["kind"];
  if (kind === "hello") checkFields("hello", message, { kind: STRING, version: WHOLE });
  else if (kind === "cancel") checkFields("cancel", message, { kind: STRING, id: ID });
  else if (kind === "ping") checkFields("ping", message, { kind: STRING });
  else if (isRequestKind(kind)) {
    checkFields(kind, message, { kind: STRING, id: ID, lane: oneOf(LANES), params: RECORD });
    checkFields(`${kind} params`, readRecord(message["params"]), PARAMS[kind]);
  } else throw unknownKind(kind);
  return message as unknown as ToEngine;
}

/**
 * A message from the engine. Its results are taken as they are: they were made by this program.
 *
 * @throws {EngineError} `bad-message`.
 */
export function readFromEngine(value: unknown): FromEngine {
  const message = readRecord(value);
  const kind = message["kind"];
  if (!isReplyKind(kind)) throw unknownKind(kind);
  checkFields(kind, message, { kind: STRING, ...REPLIES[kind] });
  return message as unknown as FromEngine;
}

/** The request that a message, however malformed, is about; 0 for none. */
export function findRequestId(value: unknown): number {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "number" && ID.accepts(id) ? id : 0;
}

const STRING: Check = { expected: "a string", accepts: (value) => typeof value === "string" };
const NUMBER: Check = { expected: "a number", accepts: (value) => typeof value === "number" };
const WHOLE: Check = { expected: "a whole number", accepts: (value) => Number.isSafeInteger(value) };
const ID: Check = { expected: "a whole number from 1", accepts: (value) => WHOLE.accepts(value) && Number(value) >= 1 };
const RECORD: Check = { expected: "an object", accepts: isRecord };
const SPAN: Check = {
  expected: "{ start, end } in whole numbers",
  accepts: (value) =>
    isRecord(value) && WHOLE.accepts(value["start"]) && WHOLE.accepts(value["end"]) && Object.keys(value).length === 2,
};
const STRINGS = listOf(STRING);
const RESULT: Check = {
  expected: "an object, a list or null",
  accepts: (value) => typeof value === "object",
};

/** The compiler asks for a check of every field of every request. */
type ParamChecks = { readonly [K in RequestKind]: Readonly<Record<keyof Requests[K]["params"], Check>> };

const MODEL = { model: STRING };
const TEXT = {
  ...MODEL,
  text: STRING,
  pair: optional(STRING),
  specials: optional(oneOf(["mask", "reference", "none"])),
};
const PARAMS: ParamChecks = {
  load: MODEL,
  unload: MODEL,
  device: MODEL,
  tokens: TEXT,
  // Numbers here need not be whole, nor names known: the tasks say so in their own words.
  fill: {
    ...TEXT,
    masks: optional(listOf(SPAN)),
    top: optional(NUMBER),
    maxPieces: optional(NUMBER),
    targets: optional(STRINGS),
  },
  pair: {
    ...MODEL,
    text: STRING,
    pair: STRING,
    before: optional(STRINGS),
    document: optional(STRINGS),
    seed: optional(NUMBER),
  },
  tone: { ...MODEL, sentences: STRINGS },
  attention: { ...TEXT, layer: optional(NUMBER), head: optional(NUMBER) },
  heads: TEXT,
  vectors: TEXT,
  embed: { ...TEXT, pooling: optional(oneOf(POOLINGS)), layer: optional(NUMBER) },
};

type ReplyKind = FromEngine["kind"];
const REPLIES: Readonly<Record<ReplyKind, Readonly<Record<string, Check>>>> = {
  hello: { version: WHOLE },
  working: { id: ID },
  result: { id: ID, result: RESULT },
  error: { id: WHOLE, code: STRING, message: STRING },
  fallback: { info: RECORD },
  progress: { id: ID, done: NUMBER, total: NUMBER },
  pong: {},
};

function oneOf(names: readonly string[]): Check {
  return { expected: `one of ${names.join(", ")}`, accepts: (value) => names.some((name) => name === value) };
}

function listOf(item: Check): Check {
  return {
    expected: `a list, each item ${item.expected}`,
    accepts: (value) => Array.isArray(value) && value.every((each) => item.accepts(each)),
  };
}

function optional(check: Check): Check {
  return {
    expected: `${check.expected}, or nothing`,
    accepts: (value) => value === undefined || check.accepts(value),
  };
}

function checkFields(
  name: string,
  record: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
): void {
  for (const [field, check] of Object.entries(checks)) {
    if (check.accepts(record[field])) continue;
    throw new EngineError(
      "bad-message",
      `${name}: "${field}" is ${typeName(record[field])}, expected ${check.expected}`,
    );
  }
  const extra = Object.keys(record).find((field) => !Object.hasOwn(checks, field));
  if (extra !== undefined) {
    throw new EngineError("bad-message", `${name}: field "${extra}", expected ${Object.keys(checks).join(", ")}`);
  }
}

function readRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new EngineError("bad-message", `message is ${typeName(value)}, expected an object with a kind`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRequestKind(kind: unknown): kind is RequestKind {
  return typeof kind === "string" && Object.hasOwn(PARAMS, kind);
}

function isReplyKind(kind: unknown): kind is ReplyKind {
  return typeof kind === "string" && Object.hasOwn(REPLIES, kind);
}

function unknownKind(kind: unknown): EngineError {
  const found = typeof kind === "string" ? `"${kind.slice(0, 40)}"` : typeName(kind);
  return new EngineError("bad-message", `message kind is ${found}, expected one of the protocol's`);
}

function typeName(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list with other items" : `of type ${typeof value}`;
}
