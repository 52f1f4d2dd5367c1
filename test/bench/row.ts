import { ratios, type Samples, summarize } from "./rounds";

/** One line of the table. What it judges is the ratio, or the figure of a row that stands alone. */
export interface Row {
  /** Of what is compared it names both sides, ours first. Its aim, if it has one, is found by it. */
  readonly name: string;
  readonly ours: Samples;
  readonly theirs?: Samples;
  readonly unit: string;
  /** Round by round. */
  readonly ratio?: Samples;
}

export interface Sides {
  /** A number a round. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly unit: string;
}

export function compare(name: string, { ours, theirs, unit }: Sides): Row {
  return { name, ours: summarize(ours), theirs: summarize(theirs), unit, ratio: ratios(ours, theirs) };
}

/** A figure with nothing to compare it with. */
export function state(name: string, values: readonly number[], unit: string): Row {
  return { name, ours: summarize(values), unit };
}
