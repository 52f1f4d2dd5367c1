import type { Requests } from "../../../engine/protocol/protocol";
import { formatCounted } from "../../../wording/formatCounted";
import { formatCount } from "../../../wording/numbers/formatCount";
import { flatToken } from "../../print/flatToken";
import { formatTable } from "../../print/formatTable";
import type { TextCommand } from "../../texts/textCommand";

export const tokensCommand: TextCommand<"tokens"> = {
  kind: "tokens",
  summary: "show the word pieces a text is cut into",
  example: 'cloze tokens "An unaffable word." --pair "Is it?"',
  purpose: "text",
  fields: ["text", "pair"],
  buildParams: (model, { text, pair }) => ({
    model,
    text,
    ...(pair !== undefined && { pair }),
    // Read as the reference reads them, so that the two outputs can be compared.
    specials: "reference",
  }),
  toJson: ({ tokens, maxTokens }) => ({ tokens: tokens.map(flatToken), maxTokens }),
  describe: (result) => [describeTable(result), ...describeLimit(result)].join("\n"),
};

type Result = Requests["tokens"]["result"];

function describeTable({ tokens }: Result): string {
  return formatTable(
    [
      ["#", "id", "piece", "segment", "characters"],
      ...tokens.map(({ position, id, text, segment, span }) => [
        String(position),
        String(id),
        text,
        segment === 0 ? "A" : "B",
        span.start === span.end ? "" : `${span.start}–${span.end}`,
      ]),
    ],
    ["right", "right"],
  );
}

/** Nobody sees from a list that its end is not read with its beginning. */
function describeLimit({ tokens, maxTokens }: Result): readonly string[] {
  if (tokens.length <= maxTokens) return [];
  const found = `${formatCounted(tokens.length, "token")}, of which the model reads at most ${formatCount(maxTokens)} at once`;
  return [`${found}: answers about this text say which part was read.`];
}
