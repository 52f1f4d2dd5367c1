import { describeRead } from "../print/describeRead";
import { COUNTING_HELP } from "../texts/countingHelp";
import type { TextCommand } from "../texts/textCommand";

/** How many numbers people see; `--json` has all. */
const SHOWN = 8;

export const embedCommand: TextCommand<"embed"> = {
  kind: "embed",
  summary: "turn a text into one vector",
  example: 'cloze embed "The cat sat." --pooling mean --json',
  purpose: "text",
  note: COUNTING_HELP,
  fields: ["text", "pair", "pooling", "layer"],
  buildParams: (model, { text, pair, pooling, layer }) => ({
    model,
    text,
    ...(pair !== undefined && { pair }),
    ...(pooling !== undefined && { pooling }),
    ...(layer !== undefined && { layer }),
  }),
  toJson: ({ embedding, read }) => ({ embedding, ...(read && { read }) }),
  describe({ embedding, read }) {
    const length = Math.hypot(...embedding);
    const first = embedding.slice(0, SHOWN).map((value) => value.toFixed(4));
    const rest = embedding.length > SHOWN ? " … (--json prints all)" : "";
    return [
      `${embedding.length} numbers, length ${length.toFixed(4)}`,
      first.join("  ") + rest,
      ...describeRead(read),
    ].join("\n");
  },
};
