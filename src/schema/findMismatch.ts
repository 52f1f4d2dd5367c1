import type * as z from "zod/mini";
import { cutText } from "../wording/cutText";
import { quote } from "../wording/quote";

/**
 * Says how a value differs from its schema; `undefined` if it fits.
 *
 * @param name - What the sentence calls the value: "fill params".
 * @param quotes - Says numbers, and words that are none of those expected, as they stand: for whoever wrote them, and for
 *   no log.
 * @returns The first difference: the field, the type found and what was expected. Else the value itself is never quoted: it
 *   may be text of a document.
 */
export function findMismatch(
  name: string,
  schema: z.ZodMiniType,
  value: unknown,
  { quotes = false }: { readonly quotes?: boolean } = {},
): string | undefined {
  const { error } = schema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue === undefined) return undefined;
  const found = issue.path.reduce<unknown>((part, key) => (part as Readonly<Record<PropertyKey, unknown>>)[key], value);
  const place = issue.path.length === 0 ? "" : ` "${cutText(describePath(issue.path), 80)}"`;
  if (issue.code === "unrecognized_keys") {
    const inside = place === "" ? "" : ` in${place}`;
    return `${name}: field ${quote(issue.keys[0] ?? "")}${inside}, expected ${listFields(schema, issue.path)}`;
  }
  return `${name}:${place} is ${quotes && isSayable(found, issue) ? quote(found) : describeType(found)}, expected ${describeExpected(issue)}`;
}

/** True for a number, and for a word where one of some words was expected. */
function isSayable(found: unknown, issue: z.core.$ZodIssue): boolean {
  if (typeof found === "string") return issue.code === "invalid_value";
  if (typeof found !== "number" || Number.isNaN(found)) return false;
  return issue.code !== "invalid_type" || issue.expected === "number" || issue.expected === "int";
}

/** "masks[0].end" for ["masks", 0, "end"]. */
function describePath(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === "number" ? `[${key}]` : `${i === 0 ? "" : "."}${String(key)}`)).join("");
}

export function describeType(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (Number.isNaN(value)) return "not a number";
  return Array.isArray(value) ? "a list" : `of type ${typeof value}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  tuple: "a list",
};

function describeExpected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return TYPES[issue.expected] ?? issue.expected;
    case "invalid_value":
      return `one of ${issue.values.join(", ")}`;
    case "too_small":
      return issue.origin === "array" ? `at least ${issue.minimum} items` : `a whole number from ${issue.minimum}`;
    case "too_big":
      return issue.origin === "array" ? `at most ${issue.maximum} items` : `at most ${issue.maximum}`;
    case "invalid_union":
      return "one that is known";
    default:
      return "another shape";
  }
}

function listFields(schema: z.ZodMiniType, path: readonly PropertyKey[]): string {
  const { def } = schema._zod as { readonly def: { readonly type: string; readonly shape?: object } };
  return path.length === 0 && def.shape !== undefined ? Object.keys(def.shape).join(", ") : "no such field";
}
