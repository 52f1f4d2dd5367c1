import type { Requests } from "../../engine/protocol/protocol";
import { formatOdds } from "../../wording/formatOdds";
import { drawBar } from "../drawBar";

export type Row = Requests["probe"]["result"]["rows"][number];

/** A row of the list: what stands in the slots, and to which word it moves the model, with a bar. */
export function describeRows(
  rows: readonly Row[],
): readonly { readonly label: string; readonly description: string }[] {
  const most = rows.reduce((max, { logOdds }) => Math.max(max, Math.abs(logOdds)), 0);
  const isOnePair = new Set(rows.map(({ words }) => words[1])).size === 1;
  return rows.map(({ slots, words: [first = "", second = ""], filled, prior, logOdds }) => {
    const values = Object.values(slots).join(", ");
    const bar = drawBar(most > 0 ? Math.abs(logOdds) / most : 0);
    const towards = logOdds < 0 ? second : first;
    return {
      label: isOnePair ? values : `${values}: ${first} / ${second}`,
      description: `${bar}  ${formatOdds(logOdds)} towards “${towards}”  ·  log-odds ${formatOdds(filled)}, prior ${formatOdds(prior)}`,
    };
  });
}

/** The rows as a table to paste, with tabs between its cells. */
export function writeTable(rows: readonly Row[]): string {
  const lines = rows.map(({ slots, words, filled, prior, logOdds }) =>
    [...Object.values(slots), ...words, filled, prior, logOdds].join("\t"),
  );
  const slots = Object.keys(rows[0]?.slots ?? {}).map((name) => `slot ${name}`);
  return [[...slots, "first", "second", "filled", "prior", "logOdds"].join("\t"), ...lines, ""].join("\n");
}
