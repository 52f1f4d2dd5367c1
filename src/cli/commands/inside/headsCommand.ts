import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatShares } from "../../print/formatShares";
import { formatTable } from "../../print/formatTable";
import { listRows } from "../../print/listRows";
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
  toJson: ({ tokens, layers, read }) => ({
    tokens: tokens.map(flatToken),
    layers: layers.map((heads) => heads.map(({ shares, sketch }) => ({ shares, sketch: listThousandths(sketch) }))),
    ...(read && { read }),
  }),
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

/** A sketch is rounded to thousandths, which float32 does not hold exactly. */
function listThousandths(sketch: Float32Array): number[][] {
  return listRows(sketch, Math.sqrt(sketch.length)).map((row) => row.map((value) => Math.round(value * 1000) / 1000));
}
