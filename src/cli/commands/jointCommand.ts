import { CliError } from "../cliError";
import { describeContext } from "../print/describeContext";
import { describeRead } from "../print/describeRead";
import { formatFills } from "../print/formatFills";
import type { TextCommand } from "../texts/textCommand";
import { buildFillParams } from "./fillParams";

/** `cloze fill --joint`: the masks are one question. */
export const jointCommand: TextCommand<"joint"> = {
  kind: "joint",
  summary: "fill all [MASK]s together",
  example: 'cloze fill --joint "[MASK] is the capital of [MASK]." --top 5',
  purpose: "text",
  fields: ["text", "pair", "before", "after", "masks", "top", "maxPieces", "words"],
  buildParams: (model, fields) => {
    if (fields.targets !== undefined) {
      throw new CliError(
        "bad-usage",
        '--targets with --joint: write the words into the blanks, as in "[MASK|red,green]"',
      );
    }
    return buildFillParams(model, fields);
  },
  toJson: ({ fills, read, context }) => ({
    fills: fills.map(({ texts, probability }) => ({ texts, probability })),
    ...(read && { read }),
    ...(context && { context }),
  }),
  describe: ({ fills, read, context }, fields) =>
    [formatFills(fills), ...describeRead(read), ...describeContext(context, fields)].join("\n"),
};
