import { formatPercent } from "../../wording/formatPercent";
import { judgeMargin } from "../../wording/judgeMargin";
import { CliError } from "../cliError";
import { describeRead } from "../print/describeRead";
import type { TextCommand } from "../texts/textCommand";
import type { TextFields } from "../texts/textFields";
import { labelCommand } from "./labelCommand";

/** Here the margin compares with the swapped pair alone: there is no document to draw other sentences from. */
const VERDICTS = {
  follows: "follows: this order fits better than swapped",
  "does not follow": "does not follow: the two fit better swapped",
  unclear: "unclear: neither order fits clearly better",
};

export const pairCommand: TextCommand<"pair"> = {
  kind: "pair",
  summary: "say whether one text follows another",
  example: 'cloze pair "It rained all day." --pair "We stayed inside."',
  purpose: "text",
  fields: ["text", "pair", "task"],
  findInstead: (fields) => {
    if (fields.task !== "labels") return undefined;
    requirePair(fields);
    return labelCommand;
  },
  buildParams(model, fields) {
    return { model, text: fields.text, pair: requirePair(fields) };
  },
  toJson: ({ isNext, margin, read }) => ({ isNext, margin, ...(read && { read }) }),
  describe: ({ isNext, swapped, margin, read }) =>
    [
      VERDICTS[judgeMargin(margin)],
      `P(next)  ${formatPercent(isNext)}, swapped ${formatPercent(swapped)}`,
      `margin   ${margin > 0 ? "+" : ""}${margin.toFixed(2)}`,
      ...describeRead(read),
    ].join("\n"),
};

function requirePair({ pair }: TextFields): string {
  if (pair !== undefined) return pair;
  throw new CliError("bad-usage", `no second text, expected it as "pair" (--pair)`);
}
