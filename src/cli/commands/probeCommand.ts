import type { Requests } from "../../engine/protocol/protocol";
import { formatOdds } from "../../wording/numbers/formatOdds";
import { CliError } from "../cliError";
import { formatTable } from "../print/formatTable";
import type { TextCommand } from "../texts/textCommand";

type Row = Requests["probe"]["result"]["rows"][number];

/** Signs of the longest bar, on each side. */
const BAR_WIDTH = 16;

export const probeCommand: TextCommand<"probe"> = {
  kind: "probe",
  summary: "compare words at the [MASK] of a template",
  example: 'cloze probe "[MASK] works as a {job}." --words he,she --slot job=nurse,engineer',
  purpose: "text",
  fields: ["text", "words", "slot"],
  buildParams(model, { text, words, slot }) {
    if (words === undefined) throw new CliError("bad-usage", 'no words to compare, expected them as "words" (--words)');
    if (slot === undefined) throw new CliError("bad-usage", 'no slot, expected what stands in it as "slot" (--slot)');
    // Copies, because options are read-only and requests are not.
    const slots = Object.fromEntries(Object.entries(slot).map(([name, values]) => [name, [...values]]));
    return { model, text, words: [...words], slot: slots };
  },
  toJson: ({ rows }) => ({ rows }),
  describe({ rows }) {
    const most = rows.reduce((max, { logOdds }) => Math.max(max, Math.abs(logOdds)), 0);
    const names = Object.keys(rows[0]?.slots ?? {});
    const isOnePair = new Set(rows.map(({ words }) => words.join())).size === 1;
    const pair = ({ words: [first = "", second = ""] }: Row) => `${first} / ${second}`;
    const header = [...names, ...(isOnePair ? [] : ["words"]), "filled", "prior", "moved by", "", ""];
    const [first = "", second = ""] = isOnePair ? (rows[0]?.words ?? []) : [];
    header.splice(-2, 2, isOnePair ? `◂ ${second}` : "◂ second", isOnePair ? `${first} ▸` : "first ▸");
    const table = rows.map((row) => [
      ...names.map((name) => row.slots[name] ?? ""),
      ...(isOnePair ? [] : [pair(row)]),
      formatOdds(row.filled),
      formatOdds(row.prior),
      formatOdds(row.logOdds),
      ...drawOdds(row.logOdds, most),
    ]);
    const texts = [...names, ...(isOnePair ? [] : ["words"])].map(() => "left" as const);
    return [
      "Log-odds of the first word over the second: with the slots filled, with masks in them (the prior),",
      "and how far what stands in the slots moves the model, filled − prior.",
      "",
      formatTable([header, ...table], [...texts, "right", "right", "right", "right", "left"]),
    ].join("\n");
  },
};

/** A bar to the left, towards the second word, or to the right. */
function drawOdds(odds: number, most: number): readonly [left: string, right: string] {
  const bar = "█".repeat(most > 0 ? Math.round((Math.abs(odds) / most) * BAR_WIDTH) : 0);
  return odds < 0 ? [bar, "│"] : ["", `│${bar}`];
}
