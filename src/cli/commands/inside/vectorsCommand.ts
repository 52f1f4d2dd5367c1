import type { Requests } from "../../../engine/protocol/protocol";
import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatTable } from "../../print/formatTable";
import { listRows } from "../../print/listRows";
import { COUNTING_HELP } from "../../texts/countingHelp";
import type { TextCommand } from "../../texts/textCommand";

/** How many neighbours people see; `--json` has more. */
const SHOWN = 3;

export const vectorsCommand: TextCommand<"vectors"> = {
  kind: "vectors",
  summary: "show which tokens have vectors that are alike, layer by layer",
  example: 'cloze vectors "The bank of the river and the bank with my money." --json',
  purpose: "text",
  note: COUNTING_HELP,
  fields: ["text", "pair"],
  buildParams: (model, { text, pair }) => ({ model, text, ...(pair !== undefined && { pair }) }),
  toJson: ({ tokens, layers, read }) => ({
    tokens: tokens.map(flatToken),
    layers: layers.map((layer) => ({
      points: listRows(layer.points, 2),
      share: layer.share,
      neighbours: tokens.map(({ position }) => listNeighbours(layer, position)),
    })),
    ...(read && { read }),
  }),
  describe({ tokens, layers, read }) {
    const last = layers.at(-1);
    const rows = tokens.map(({ position, text }) => [
      String(position),
      text,
      ...(last ? listNeighbours(last, position) : [])
        .slice(0, SHOWN)
        .map(
          (neighbour) =>
            `${neighbour.cosine.toFixed(2)} ${neighbour.position} ${tokens[neighbour.position]?.text ?? ""}`,
        ),
    ]);
    return [
      `After layer ${layers.length - 2}: each token, and the tokens most like it by the cosine of their vectors. --json has every layer.`,
      "",
      formatTable(rows, ["right"]),
      ...describeRead(read),
    ].join("\n");
  },
};

type Layer = Requests["vectors"]["result"]["layers"][number];

/** The tokens most like one token, the most alike first. */
function listNeighbours({ points, neighbours, cosines }: Layer, token: number) {
  const count = neighbours.length / (points.length / 2);
  return Array.from({ length: count }, (_, i) => ({
    position: neighbours[token * count + i] ?? NaN,
    cosine: cosines[token * count + i] ?? NaN,
  }));
}
