import { namePairChance } from "../../../wording/names/namePairChance";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatTable } from "../../print/formatTable";
import type { TextCommand } from "../../texts/textCommand";

/** How many fills people see of each mask and layer; `--json` has more. */
const SHOWN = 3;

export const layersCommand: TextCommand<"layers"> = {
  kind: "layers",
  summary: "show what would be answered at each layer: fills, P(next) and tone",
  example: 'cloze layers "She made a cup of [MASK]."',
  purpose: "text",
  note: "Layer 0 are the embeddings. The readouts learnt from the last layer, whose answers are those of fill, pair and tone; what they make of the others says how far an answer has come about.",
  fields: ["text", "pair", "masks", "top"],
  buildParams: (model, { text, pair, masks, top }) => ({
    model,
    text,
    ...(pair !== undefined && { pair }),
    ...(masks !== undefined && { masks }),
    ...(top !== undefined && { top }),
  }),
  toJson: ({ tokens, layers, pairQuestion, read }) => ({
    tokens: tokens.map(flatToken),
    layers,
    ...(pairQuestion && { pairQuestion }),
    ...(read && { read }),
  }),
  describe({ layers, pairQuestion, read }) {
    const rows = [...layers].reverse().map(({ layer, masks, next, tone }) => [
      layer === 0 ? "embeddings" : `layer ${layer}`,
      ...(next === undefined ? [] : [`${namePairChance(pairQuestion)} ${formatPercent(next)}`]),
      ...(tone === undefined
        ? []
        : [`negative ${formatPercent(tone.negative)}`, `positive ${formatPercent(tone.positive)}`]),
      ...masks.map(({ fills }) =>
        fills
          .slice(0, SHOWN)
          .map(({ text, probability }) => `${text} ${formatPercent(probability)}`)
          .join(", "),
      ),
    ]);
    return [
      "What would be answered if the last layer were this one, from the last down to the embeddings:",
      "",
      formatTable(rows),
      ...describeRead(read),
    ].join("\n");
  },
};
