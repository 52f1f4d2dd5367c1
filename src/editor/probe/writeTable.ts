import type { Requests } from "../../engine/protocol/protocol";

export type ProbeRow = Requests["probe"]["result"]["rows"][number];

/** The rows as a table to paste, with tabs between its cells. */
export function writeTable(rows: readonly ProbeRow[]): string {
  const lines = rows.map(({ slots, words, filled, prior, logOdds }) =>
    [...Object.values(slots), ...words, filled, prior, logOdds].join("\t"),
  );
  // eslint-disable-next-line language/untranslated -- a column as programs know it
  const slots = Object.keys(rows[0]?.slots ?? {}).map((name) => `slot ${name}`);
  return [[...slots, "first", "second", "filled", "prior", "logOdds"].join("\t"), ...lines, ""].join("\n");
}
