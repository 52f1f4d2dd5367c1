import { formatPercent } from "../../wording/formatPercent";
import { CliError } from "../cliError";
import { describeContext } from "../print/describeContext";
import { describeRead } from "../print/describeRead";
import { formatBar } from "../print/formatBar";
import { formatTable } from "../print/formatTable";
import type { TextCommand } from "../texts/textCommand";

/** `cloze fill --joint`: the masks are one question. */
/** Where no fill is found, a blank asks for more pieces than any known word has that fits. */
export const NOTHING_KNOWN = "no known word of so many pieces fits; --words names more words";

export const jointCommand: TextCommand<"joint"> = {
  kind: "joint",
  summary: "fill all [MASK]s together",
  example: 'cloze fill --joint "[MASK] is the capital of [MASK]." --top 5',
  purpose: "text",
  fields: ["text", "pair", "before", "after", "masks", "top", "maxPieces", "words"],
  buildParams: (model, { text, pair, before, after, masks, top, maxPieces, words, targets }) => {
    if (targets !== undefined) {
      throw new CliError(
        "bad-usage",
        '--targets with --joint: write the words into the blanks, as in "[MASK|red,green]"',
      );
    }
    return {
      model,
      text,
      ...(pair !== undefined && { pair }),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      ...(masks !== undefined && { masks }),
      ...(top !== undefined && { top }),
      ...(maxPieces !== undefined && { maxPieces }),
      ...(words !== undefined && { words }),
    };
  },
  toJson: ({ fills, read, context }) => ({
    fills: fills.map(({ texts, probability }) => ({ texts, probability })),
    ...(read && { read }),
    ...(context && { context }),
  }),
  describe: ({ fills, read, context }, fields) =>
    [
      fills.length === 0
        ? NOTHING_KNOWN
        : formatTable(
            fills.map(({ texts, probability }) => [formatPercent(probability), ...texts, formatBar(probability)]),
            ["right"],
          ),
      ...describeRead(read),
      ...describeContext(context, fields),
    ].join("\n"),
};
