import { formatCounted } from "../../../wording/formatCounted";
import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatTable } from "../../print/formatTable";
import type { TextCommand } from "../../texts/textCommand";

export const inputCommand: TextCommand<"input"> = {
  kind: "input",
  summary: "show what the first layer is given: the embeddings that are added, by their lengths",
  example: 'cloze input "An unaffable word."',
  purpose: "text",
  note: "A token's embedding is the sum of the rows of its piece, its segment and its position, which LayerNorm then normalizes.",
  fields: ["text", "pair"],
  buildParams: (model, { text, pair }) => ({ model, text, ...(pair !== undefined && { pair }) }),
  toJson: ({ tokens, tables, sums, outputs, size, limit, total, windows, read }) => ({
    tokens: tokens.map(flatToken),
    tables,
    sums,
    outputs,
    size,
    limit,
    total,
    windows: windows.map(({ span, tokens: count }) => ({ ...span, tokens: count })),
    ...(read && { read }),
  }),
  describe: ({ tokens, tables, sums, outputs, size, limit, total, windows, read }) =>
    [
      `${formatCounted(total, "token")}; the model reads ${limit} at once.`,
      ...(windows.length > 1
        ? [
            `Tasks that read every window read it in ${windows.length}, of ${windows.map((each) => each.tokens).join(", ")} tokens.`,
          ]
        : []),
      `Lengths of the rows of ${size} numbers that are added, of their sum, and of what LayerNorm makes of it:`,
      "",
      formatTable(
        [
          ["#", "piece", ...tables.map(({ table }) => table), "sum", "normalized"],
          ...tokens.map(({ position, text }) => [
            String(position),
            text,
            ...[...tables.map(({ lengths }) => lengths), sums, outputs].map((lengths) =>
              (lengths[position] ?? NaN).toFixed(3),
            ),
          ]),
        ],
        ["right", "left", ...Array.from({ length: tables.length + 2 }, () => "right" as const)],
      ),
      ...describeRead(read),
    ].join("\n"),
};
