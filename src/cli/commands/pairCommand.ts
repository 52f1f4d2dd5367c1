import { formatPercent } from "../../wording/formatPercent";
import { judgeMargin } from "../../wording/judgeMargin";
import { namePairChance } from "../../wording/names/namePairChance";
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

/** Of a model that was taught sentence order. */
const ORDERS = {
  follows: "in order: more likely so than swapped",
  "does not follow": "not in order: more likely swapped",
  unclear: "unclear: neither order is clearly more likely",
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
  toJson: ({ isNext, margin, pairQuestion, read }) => ({
    ...(pairQuestion === "order" ? { inOrder: isNext } : { isNext }),
    margin,
    ...(read && { read }),
  }),
  describe: ({ isNext, swapped, margin, pairQuestion, read }) =>
    [
      (pairQuestion === "order" ? ORDERS : VERDICTS)[judgeMargin(margin)],
      `${namePairChance(pairQuestion)}  ${formatPercent(isNext)}, swapped ${formatPercent(swapped)}`,
      `${"margin".padEnd(namePairChance(pairQuestion).length)}  ${margin > 0 ? "+" : ""}${margin.toFixed(2)}`,
      ...describeRead(read),
    ].join("\n"),
};

function requirePair({ pair }: TextFields): string {
  if (pair !== undefined) return pair;
  throw new CliError("bad-usage", `no second text, expected it as "pair" (--pair)`);
}
