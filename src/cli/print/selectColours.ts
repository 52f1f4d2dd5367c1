import type { Writable } from "node:stream";

/**
 * Whether what is written here may have colours: to a terminal that knows them, unless `NO_COLOR` is there and not empty
 * (no-color.org), and wherever `FORCE_COLOR` asks for them (force-color.org; "0" and "false" refuse them). As in Node
 * itself, `FORCE_COLOR` goes before `NO_COLOR`.
 */
export function selectColours(
  output: Writable & { readonly isTTY?: boolean },
  environment: Readonly<Partial<Record<string, string>>> = process.env,
): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused = "", TERM: kind } = environment;
  if (forced !== undefined) return !["0", "false"].includes(forced);
  return refused === "" && output.isTTY === true && kind !== "dumb";
}
