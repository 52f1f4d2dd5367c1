import * as l10n from "@vscode/l10n";
import type * as z from "zod/mini";
import { SIMPLE_PATTERN } from "./isSimplePattern";
import { quoteFound } from "./quoteFound";

type Issue = z.core.$ZodIssue;

/**
 * Says how a value that a person wrote differs from its schema: where, what stands there and what is expected. For
 * messages of the engine use `findMismatch`, which quotes no value.
 *
 * @param place - What the whole value is called: "cloze.rules"; empty for a file.
 */
export function describeIssue(place: string, schema: z.ZodMiniType, value: unknown, issue: Issue): string {
  const found = issue.path.reduce<unknown>((part, key) => (part as Readonly<Record<PropertyKey, unknown>>)[key], value);
  const where = describePath(place, issue.path);
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return l10n.t(
      "{0} is unknown, expected {1}",
      describePath(where, [key]),
      listFields(schema, issue.path).join(", "),
    );
  }
  return l10n.t(
    "{0} is {1}, expected {2}",
    where === "" ? l10n.t("the file") : where,
    quoteFound(found),
    describeExpected(issue),
  );
}

/** `rules["tone/negative"].level` for ["rules", "tone/negative", "level"]. */
function describePath(place: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === "number") return `${before}[${key}]`;
    if (!/^[$\w]{1,60}$/.test(String(key))) return `${before}[${quoteFound(String(key))}]`;
    return before === "" ? String(key) : `${before}.${String(key)}`;
  }, place);
}

const TYPES: Readonly<Record<string, string>> = {
  string: l10n.t("a string"),
  object: l10n.t("an object"),
  array: l10n.t("a list"),
};

function describeExpected(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return TYPES[issue.expected] ?? issue.expected;
    case "invalid_value":
      return l10n.t("one of {0}", issue.values.join(", "));
    case "too_small":
      return l10n.t("a sentence");
    case "invalid_format":
      if (issue.path.includes("never")) return l10n.t('two words with a space between, as in "form from"');
      if (issue.path[0] === "own")
        return l10n.t('a file inside the folder whose name ends in ".json", with "/" and without ".."');
      return issue.path[0] === "languages"
        ? l10n.t("the identifier of a language")
        : l10n.t('a pattern for files inside the folder, with "/" and without ".."');
    case "custom":
      return SIMPLE_PATTERN;
    default:
      return l10n.t("another value");
  }
}

/** The fields that an object of the schema may have. */
function listFields(schema: z.ZodMiniType, path: readonly PropertyKey[]): readonly string[] {
  const inner = path.reduce<z.core.$ZodType | undefined>(
    (part, key) => (part === undefined ? undefined : findField(part, String(key))),
    schema,
  );
  const { shape = {}, catchall } = (inner && findObject(inner)) ?? {};
  return [...Object.keys(shape), ...(hasFields(catchall) ? ["own/<name>"] : [])];
}

interface ObjectDef {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  /** What other fields are; such fields are those of rules that come from files. */
  readonly catchall?: z.core.$ZodType;
}

function findField(schema: z.core.$ZodType, key: string): z.core.$ZodType | undefined {
  const object = findObject(schema);
  return object?.shape?.[key] ?? (hasFields(object?.catchall) ? object?.catchall : undefined);
}

function hasFields(schema: z.core.$ZodType | undefined): boolean {
  return schema !== undefined && findObject(schema)?.shape !== undefined;
}

function findObject(schema: z.core.$ZodType): ObjectDef | undefined {
  const { def } = schema._zod as { readonly def: ObjectDef & { readonly innerType?: z.core.$ZodType } };
  return def.shape ? def : def.innerType && findObject(def.innerType);
}
