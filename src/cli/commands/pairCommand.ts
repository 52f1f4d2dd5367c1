import { CliError } from "../cliError";
import { describeRead } from "../print/describeRead";
import { formatPercent } from "../../wording/formatPercent";
import { judgeMargin } from "../../wording/judgeMargin";
import type { TextCommand } from "../texts/textCommand";

export const pairCommand: TextCommand<"pair"> = {
  kind: "pair",
  summary: "say whether one text follows another",
  example: 'cloze pair "It rained all day." --pair "We stayed inside."',
  purpose: "text",
  fields: ["text", "pair"],
  buildParams(model, fields) {
    if (fields.pair === undefined) throw new CliError("bad-usage", `no second text, expected it as "pair" (--pair)`);
    return { model, text: fields.text, pair: fields.pair };
  },
  toJson: ({ isNext, margin, read }) => ({ isNext, margin, ...(read && { read }) }),
  describe: ({ isNext, margin, read }) =>
    [
      `P(next)  ${formatPercent(isNext)}`,
      `margin   ${margin > 0 ? "+" : ""}${margin.toFixed(2)}  ${judgeMargin(margin)}`,
      ...describeRead(read),
    ].join("\n"),
};
