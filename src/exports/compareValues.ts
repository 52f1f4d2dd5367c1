import * as l10n from "@vscode/l10n";

/** Another processor sums up in another order, and a model is a long sum. */
export const MOST_APART = 1e-4;

/** How two values differ that should be the same. */
export interface Comparison {
  /** Numbers that were compared. */
  readonly numbers: number;
  /** The largest difference of two numbers: absolute, or of numbers over 1 in their share. */
  readonly largest: number;
  /** The first place where they are not the same, with both values. */
  readonly first?: { readonly place: string; readonly found: string; readonly expected: string };
}

/** Numbers are the same if they are at most {@link MOST_APART} apart; all else must be equal. */
export function compareValues(found: unknown, expected: unknown): Comparison {
  const state = { numbers: 0, largest: 0, first: undefined as Comparison["first"] };
  compare(found, expected, "", state);
  const { numbers, largest, first } = state;
  return { numbers, largest, ...(first && { first }) };
}

interface State {
  numbers: number;
  largest: number;
  first: Comparison["first"];
}

function compare(found: unknown, expected: unknown, place: string, state: State): void {
  if (typeof found === "number" && typeof expected === "number") {
    state.numbers += 1;
    const apart = Math.abs(found - expected) / Math.max(1, Math.abs(expected));
    // Not `apart > MOST_APART`: every comparison with NaN is false.
    if (!(apart <= MOST_APART)) tell(found, expected, place, state);
    if (apart > state.largest) state.largest = apart;
    return;
  }
  if (!isParted(found) || !isParted(expected) || Array.isArray(found) !== Array.isArray(expected)) {
    if (found !== expected) tell(found, expected, place, state);
    return;
  }
  const isList = Array.isArray(found);
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  for (const name of names) {
    compare(found[name], expected[name], isList ? `${place}[${name}]` : `${place}.${name}`, state);
  }
}

function isParted(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function tell(found: unknown, expected: unknown, place: string, state: State): void {
  state.first ??= { place: place.replace(/^\./, ""), found: describe(found), expected: describe(expected) };
}

/** Short: a text is not repeated. */
function describe(value: unknown): string {
  if (value === undefined) return l10n.t("absent");
  if (Array.isArray(value)) return l10n.t("a list of {0}", value.length);
  if (typeof value === "string")
    return value.length > 40 ? l10n.t("a text of {0} characters", value.length) : `"${value}"`;
  return typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : value === null
      ? "null"
      : l10n.t("an object");
}
