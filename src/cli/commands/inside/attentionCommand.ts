import { nameHeads } from "../../../wording/names/nameHeads";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatShares } from "../../print/formatShares";
import { formatTable } from "../../print/formatTable";
import { listRows } from "../../print/listRows";
import { COUNTING_HELP } from "../../texts/countingHelp";
import type { TextCommand } from "../../texts/textCommand";
import { maskCommand } from "./maskCommand";

/** A grid of more tokens does not fit on a screen. */
const MAX_GRID = 48;
const SHADES = ["·", "░", "▒", "▓", "█"];

export const attentionCommand: TextCommand<"attention"> = {
  kind: "attention",
  summary: "show which tokens attend to which",
  example: 'cloze attention "The cat sat." --layer 1 --head 2',
  purpose: "text",
  note: COUNTING_HELP,
  fields: ["text", "pair", "layer", "head", "heads", "mask"],
  findInstead: ({ mask }) => (mask === undefined ? undefined : maskCommand),
  buildParams: (model, { text, pair, layer, head, heads }) => ({
    model,
    text,
    ...(pair !== undefined && { pair }),
    ...(layer !== undefined && { layer }),
    ...(head !== undefined && { head }),
    ...(heads !== undefined && { heads }),
  }),
  toJson: ({ tokens, attention, shares, read }) => ({
    tokens: tokens.map(flatToken),
    attention: listRows(attention, tokens.length),
    shares,
    ...(read && { read }),
  }),
  describe: ({ tokens, heads, attention, shares, read }) =>
    [
      `${nameHeads(heads)}. Each row's token attends to the columns' tokens.`,
      `All of it: ${formatShares(shares).join(", ")}.`,
      "",
      formatTable(
        listRows(attention, tokens.length).map((row, i) => {
          const [most = 0] = row.map((_, j) => j).sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0));
          return [
            String(i),
            tokens[i]?.text ?? "",
            ...(row.length > MAX_GRID ? [] : [row.map(shade).join("")]),
            `${formatPercent(row[most] ?? NaN)} to ${most} ${tokens[most]?.text ?? ""}`,
          ];
        }),
        ["right"],
      ),
      ...describeRead(read),
    ].join("\n"),
};

function shade(probability: number): string {
  return SHADES[Math.min(SHADES.length - 1, Math.floor(probability * SHADES.length))] ?? "";
}
