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
  toJson: (result) => ({ tokens: result.tokens.map(flatToken) }),
  describe: (result) =>
    formatTable(
      [
        ["#", "id", "piece", "segment", "characters"],
        ...result.tokens.map(({ position, id, text, segment, span }) => [
          String(position),
          String(id),
          text,
          segment === 0 ? "A" : "B",
          span.start === span.end ? "" : `${span.start}–${span.end}`,
        ]),
      ],
      ["right", "right"],
    ),
};
