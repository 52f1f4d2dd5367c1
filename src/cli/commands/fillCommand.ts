import { describeRead } from "../print/describeRead";
import { formatTable } from "../print/formatTable";
import { formatBar } from "../print/formatBar";
import { formatPercent } from "../../wording/formatPercent";
import type { TextCommand } from "../texts/textCommand";

export const fillCommand: TextCommand<"fill"> = {
  kind: "fill",
  summary: "fill each [MASK] with the words that fit",
  example: 'cloze fill "The cat [MASK] on the mat." --top 5',
  purpose: "text",
  fields: ["text", "pair", "masks", "top", "targets"],
  buildParams: (model, { text, pair, masks, top, targets }) => ({
    model,
    text,
    ...(pair !== undefined && { pair }),
    ...(masks !== undefined && { masks }),
    ...(top !== undefined && { top }),
    ...(targets !== undefined && { targets }),
  }),
  toJson: ({ masks }) => ({
    masks: masks.map(({ start, end, fills, read }) => ({
      start,
      end,
      fills: fills.map(({ text, probability }) => ({ text, probability })),
      ...(read && { read }),
    })),
  }),
  describe: ({ masks }) =>
    masks
      .flatMap(({ start, end, fills, read }, i) => [
        ...(masks.length > 1 ? [`${i === 0 ? "" : "\n"}Characters ${start}–${end}`] : []),
        formatTable(
          fills.map(({ text, probability }) => [formatPercent(probability), text, formatBar(probability)]),
          ["right"],
        ),
        ...describeRead(read),
      ])
      .join("\n"),
};
