import type { Requests } from "../../engine/protocol/protocol";
import { judgeMargin } from "../../wording/judgeMargin";
import { nameHead } from "../../wording/names/nameHead";
import { namePairChance } from "../../wording/names/namePairChance";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { CliError } from "../cliError";
import { describeRead } from "../print/describeRead";
import { formatTable } from "../print/formatTable";
import type { TextCommand } from "../texts/textCommand";
import type { TextFields } from "../texts/textFields";
import { labelCommand } from "./labelCommand";

/** How many heads people see; `--json` has all. */
const SHOWN = 5;

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
  fields: ["text", "pair", "task", "why"],
  findInstead: (fields) => {
    if (fields.task !== "labels") return undefined;
    requirePair(fields);
    if (fields.why === true) {
      throw new CliError("bad-usage", "--why and --task labels: only the next sentence is explained, expected one");
    }
    return labelCommand;
  },
  buildParams(model, fields) {
    return { model, text: fields.text, pair: requirePair(fields), ...(fields.why === true && { look: true }) };
  },
  toJson: ({ isNext, margin, swapped, between, pairQuestion, read }) => ({
    ...(pairQuestion === "order" ? { inOrder: isNext } : { isNext }),
    margin,
    ...(between && { swapped, between }),
    ...(read && { read }),
  }),
  describe: ({ isNext, swapped, margin, between, pairQuestion, read }) =>
    [
      (pairQuestion === "order" ? ORDERS : VERDICTS)[judgeMargin(margin)],
      `${namePairChance(pairQuestion)}  ${formatPercent(isNext)}, swapped ${formatPercent(swapped)}`,
      `${"margin".padEnd(namePairChance(pairQuestion).length)}  ${margin > 0 ? "+" : ""}${margin.toFixed(2)}`,
      ...(between ? describeBetween(between) : []),
      ...describeRead(read),
    ].join("\n"),
};

/** The heads that look most from one text at the other. */
function describeBetween({ layers, even }: NonNullable<Requests["pair"]["result"]["between"]>): readonly string[] {
  const all = layers.flatMap((heads, layer) =>
    heads.map((shares, head) => ({ name: nameHead({ layer, head }), ...shares })),
  );
  const rows = (side: "ab" | "ba") =>
    [...all]
      .sort((x, y) => y[side] - x[side])
      .slice(0, SHOWN)
      .map((each) => [each.name, formatPercent(each[side])]);
  return [
    "",
    `Attention of A to B: ${formatPercent(even.ab)} if it were even. The heads with most of it:`,
    "",
    formatTable(rows("ab"), ["left", "right"]),
    "",
    `Attention of B to A: ${formatPercent(even.ba)} if it were even. The heads with most of it:`,
    "",
    formatTable(rows("ba"), ["left", "right"]),
  ];
}

function requirePair({ pair }: TextFields): string {
  if (pair !== undefined) return pair;
  throw new CliError("bad-usage", `no second text, expected it as "pair" (--pair)`);
}
