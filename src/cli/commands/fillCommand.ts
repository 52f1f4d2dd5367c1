import { describeContext } from "../print/describeContext";
import { describeRead } from "../print/describeRead";
import { formatFills } from "../print/formatFills";
import type { TextCommand } from "../texts/textCommand";
import { buildFillParams } from "./fillParams";
import { jointCommand } from "./jointCommand";

export const fillCommand: TextCommand<"fill"> = {
  kind: "fill",
  summary: "fill each [MASK] with the words that fit",
  example: 'cloze fill "The cat [MASK] on the mat." --top 5',
  purpose: "text",
  fields: ["text", "pair", "before", "after", "masks", "top", "maxPieces", "words", "targets", "joint"],
  findInstead: ({ joint }) => (joint === true ? jointCommand : undefined),
  buildParams: (model, fields) => ({
    ...buildFillParams(model, fields),
    ...(fields.targets !== undefined && { targets: fields.targets }),
  }),
  toJson: ({ masks }) => ({
    masks: masks.map(({ start, end, fills, read, context }) => ({
      start,
      end,
      fills: fills.map(({ text, probability }) => ({ text, probability })),
      ...(read && { read }),
      ...(context && { context }),
    })),
  }),
  describe: ({ masks }, fields) =>
    masks
      .flatMap(({ start, end, fills, read, context }, i) => [
        ...(masks.length > 1 ? [`${i === 0 ? "" : "\n"}Characters ${start}–${end}`] : []),
        formatFills(fills.map(({ text, probability }) => ({ texts: [text], probability }))),
        ...describeRead(read),
        ...describeContext(context, fields),
      ])
      .join("\n"),
};
