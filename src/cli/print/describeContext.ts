import type { Requests } from "../../engine/protocol/protocol";

type Context = Requests["joint"]["result"]["context"];

interface Given {
  readonly before?: readonly string[] | undefined;
  readonly after?: readonly string[] | undefined;
}

/** Lines that say which of the texts around were read along; none where none were given. */
export function describeContext(context: Context, { before = [], after = [] }: Given): readonly string[] {
  if (context === undefined) return [];
  const count = (read: readonly number[], given: readonly string[], side: string) =>
    given.length === 0 ? [] : [`${read.length} of ${given.length} ${side}`];
  const sides = [...count(context.before, before, "before"), ...count(context.after, after, "after")];
  return ["", `Texts read along, because the model finds that they belong: ${sides.join(", ")}.`];
}
