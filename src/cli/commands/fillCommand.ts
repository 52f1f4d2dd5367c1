import { formatPercent } from "../../wording/formatPercent";
import { describeContext } from "../print/describeContext";
import { describeRead } from "../print/describeRead";
import { formatBar } from "../print/formatBar";
import { formatTable } from "../print/formatTable";
import type { TextCommand } from "../texts/textCommand";
import { jointCommand, NOTHING_KNOWN } from "./jointCommand";

export const fillCommand: TextCommand<"fill"> = {
  kind: "fill",
  summary: "fill each [MASK] with the words that fit",
  example: 'cloze fill "The cat [MASK] on the mat." --top 5',
  purpose: "text",
  fields: ["text", "pair", "before", "after", "masks", "top", "maxPieces", "words", "targets", "joint"],
  findInstead: ({ joint }) => (joint === true ? jointCommand : undefined),
  buildParams: (model, { text, pair, before, after, masks, top, maxPieces, words, targets }) => ({
    model,
    text,
    ...(pair !== undefined && { pair }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(masks !== undefined && { masks }),
    ...(top !== undefined && { top }),
    ...(maxPieces !== undefined && { maxPieces }),
    ...(words !== undefined && { words }),
    ...(targets !== undefined && { targets }),
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
        fills.length === 0
          ? NOTHING_KNOWN
          : formatTable(
              fills.map(({ text, probability }) => [formatPercent(probability), text, formatBar(probability)]),
              ["right"],
            ),
        ...describeRead(read),
        ...describeContext(context, fields),
      ])
      .join("\n"),
};
