import { formatPercent } from "../../wording/numbers/formatPercent";
import { describeRead } from "../print/describeRead";
import { formatTable } from "../print/formatTable";
import type { TextCommand } from "../texts/textCommand";

/** Beside `tone`, whose answer is one of three tones: here the labels are the checkpoint's own, whatever they mean. */
export const labelCommand: TextCommand<"label"> = {
  kind: "label",
  summary: "say what a classifier of any labels says of a text, or of two together",
  example: 'cloze label "A man sleeps." --pair "A man is awake." --model ./my-nli-model',
  purpose: "tone",
  fields: ["text", "pair"],
  buildParams: (model, { text, pair }) => ({ model, text, ...(pair !== undefined && { pair }) }),
  toJson: ({ labels, values, several, read }) => ({
    ...(values ? { values } : { labels, several }),
    ...(read && { read }),
  }),
  describe: ({ labels, values, several, read }) =>
    [
      formatTable(
        values
          ? values.map(({ label, value }) => [label, value.toFixed(4)])
          : labels.map(({ label, probability }) => [label, formatPercent(probability)]),
      ),
      ...(several ? ["", "Each label holds or does not by itself: they do not sum to 100 %."] : []),
      ...describeRead(read),
    ].join("\n"),
};
