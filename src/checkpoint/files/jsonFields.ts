import * as l10n from "@vscode/l10n";
import { cutText } from "../../wording/cutText";
import { quote } from "../../wording/quote";
import { CheckpointError, type CheckpointErrorCode } from "./checkpointError";
import { parseJson } from "./parseJson";
import { readFileBytes } from "./readFileBytes";

/** Units of a field's name that a message gives: in some objects a file chooses the names. */
const MOST_NAME = 80;

/** Bounds of the normal numbers of float32, within them. */
const LEAST_FLOAT = 1.2e-38;
const MOST_FLOAT = 3.4e38;

export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

/** The named values of one JSON object. Every method checks type and range, and an error names the field. */
export class JsonFields {
  readonly where: string;
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #code: CheckpointErrorCode;

  /** @throws {CheckpointError} `code` if `value` is not an object; all methods throw the same code. */
  constructor(value: unknown, where: string, code: CheckpointErrorCode) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new CheckpointError(code, l10n.t("{0}: found {1}, expected an object", where, quote(value)));
    }
    this.where = where;
    this.#code = code;
    this.#values = new Map(Object.entries(value));
  }

  /** @returns `undefined` if the value is absent or null, since published files use both. */
  find(name: string): unknown {
    return this.#values.get(name) ?? undefined;
  }

  names(): readonly string[] {
    return [...this.#values.keys()];
  }

  integer(name: string, range: IntegerRange): number {
    const value = this.find(name);
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= range.min && value <= range.max) {
      return value;
    }
    return this.refuse(name, l10n.t("an integer from {0} to {1}", range.min, range.max));
  }

  /** A number above 0 that is neither 0 nor infinite as the float32 that a graph computes with. */
  positive(name: string): number {
    const value = this.find(name);
    if (typeof value === "number" && value >= LEAST_FLOAT && value <= MOST_FLOAT) return value;
    return this.refuse(name, l10n.t("a number from {0} to {1}, as 32 bits hold", LEAST_FLOAT, MOST_FLOAT));
  }

  text(name: string): string {
    const value = this.find(name);
    return typeof value === "string" ? value : this.refuse(name, l10n.t("a string"));
  }

  findFlag(name: string): boolean | undefined {
    const value = this.find(name);
    return value === undefined || typeof value === "boolean" ? value : this.refuse(name, l10n.t("true or false"));
  }

  findTexts(name: string): readonly string[] | undefined {
    const value = this.find(name);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((entry) => typeof entry === "string")) return value;
    return this.refuse(name, l10n.t("a list of strings"));
  }

  list(name: string): readonly unknown[] {
    const value = this.find(name);
    return Array.isArray(value) ? (value as readonly unknown[]) : this.refuse(name, l10n.t("a list"));
  }

  object(name: string): JsonFields {
    return new JsonFields(this.find(name), `${this.where}: ${cutText(name, MOST_NAME)}`, this.#code);
  }

  refuse(name: string, expected: string): never {
    throw new CheckpointError(
      this.#code,
      l10n.t("{0}: {1} is {2}, expected {3}", this.where, cutText(name, MOST_NAME), quote(this.find(name)), expected),
    );
  }
}

/**
 * @returns `undefined` if there is no such file.
 * @throws {CheckpointError} `code` if the file holds something other than an object; what {@link parseJson} and {@link readFileBytes} throw.
 */
export async function readJsonFields(
  path: string,
  limits: { readonly maxBytes: number; readonly code: CheckpointErrorCode },
): Promise<JsonFields | undefined> {
  const bytes = await readFileBytes(path, limits.maxBytes);
  return bytes === undefined ? undefined : new JsonFields(parseJson(bytes, path), path, limits.code);
}
