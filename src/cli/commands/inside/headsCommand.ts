import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatShares } from "../../print/formatShares";
import { formatTable } from "../../print/formatTable";
import { COUNTING_HELP } from "../../texts/countingHelp";
import type { TextCommand } from "../../texts/textCommand";

/** How many places people see; `--json` has all. */
const SHOWN = 3;

export const headsCommand: TextCommand<"heads"> = {
  kind: "heads",
  summary: "show where the attention of each head goes",
  example: 'cloze heads "The cat sat." --json',
  purpose: "text",
  note: COUNTING_HELP,
  fields: ["text", "pair"],
  buildParams: (model, { text, pair }) => ({ model, text, ...(pair !== undefined && { pair }) }),
  toJson: ({ tokens, layers, read }) => ({ tokens: tokens.map(flatToken), layers, ...(read && { read }) }),
  describe: ({ tokens, layers, read }) =>
    [
      `Layer and head, and where most of its attention goes over ${tokens.length} tokens. --json has all places, and a sketch of each head.`,
      "",
      formatTable(
        layers.flatMap((all, layer) =>
          all.map(({ shares }, head) => [String(layer), String(head), ...formatShares(shares).slice(0, SHOWN)]),
        ),
        ["right", "right"],
      ),
      ...describeRead(read),
    ].join("\n"),
};
