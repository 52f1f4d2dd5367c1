import type { Requests } from "../../engine/protocol/protocol";
import { namePrecision } from "../../wording/names/namePrecision";

type Precision = Requests["pair"]["result"]["precision"];
type Answer = object | readonly object[];

/** What an answer was computed in; `undefined` if nothing was computed. Sentences of one answer have one precision. */
export function findPrecision(answer: Answer): Precision | undefined {
  const [first] = Array.isArray(answer) ? (answer as readonly object[]) : [answer];
  return (first as { readonly precision?: Precision } | undefined)?.precision;
}

/** What to say of it. */
export function describePrecision(answer: Answer): readonly string[] {
  const precision = findPrecision(answer);
  return precision === undefined ? [] : ["", `Computed in ${namePrecision(precision)}.`];
}
