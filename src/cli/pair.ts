import { CliError } from "./cliError";
import { describeRead } from "./describeRead";
import { formatPercent } from "./table";
import type { TextCommand } from "./textCommand";

export const pair: TextCommand<"pair"> = {
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
      `margin   ${margin > 0 ? "+" : ""}${margin.toFixed(2)}  ${describeMargin(margin)}`,
      ...describeRead(read),
    ].join("\n"),
};

/** The probability alone is near 1 for most pairs; the margin compares. */
function describeMargin(margin: number): string {
  if (margin > 0) return "more likely in this order than the other way round";
  return margin < 0 ? "less likely in this order than the other way round" : "as likely in either order";
}
