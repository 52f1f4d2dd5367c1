import type { Requests } from "../../engine/protocol/protocol";

type PartRead = NonNullable<Requests["tone"]["result"][number]["read"]>;

/** What to say of a text that is longer than the model takes; nothing for a shorter one. */
export function describeRead(read: PartRead | undefined): readonly string[] {
  if (read === undefined) return [];
  const { windows, span, pair } = read;
  const ofPair = pair === undefined ? "" : ` and ${pair.start} to ${pair.end} of the pair`;
  if (windows > 1) return ["", `The text is longer than the model takes: read in ${windows} windows.`];
  return ["", `The text is longer than the model takes: read were characters ${span.start} to ${span.end}${ofPair}.`];
}
