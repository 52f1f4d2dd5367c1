import type { Requests } from "../../../engine/protocol/protocol";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatTable } from "../../print/formatTable";
import type { TextCommand } from "../../texts/textCommand";

type Corrupted = Requests["corrupt"]["result"]["corrupted"][number];

/** How many guesses people see of each piece; `--json` has more. */
const SHOWN = 3;

const NAMES: Readonly<Record<Corrupted["corruption"], string>> = { mask: "masked", random: "random", keep: "kept" };

export const corruptCommand: TextCommand<"corrupt"> = {
  kind: "corrupt",
  summary: "make a text an example of BERT's training: mask pieces by a seed, and guess them",
  example: 'cloze corrupt "She made a cup of tea and sat down by the window." --seed 3',
  purpose: "text",
  note: "Of the pieces, 15 % are to be guessed: 80 % of these become [MASK], 10 % a piece at random, and 10 % stay as they are.",
  fields: ["text", "pair", "seed", "wholeWords", "top"],
  buildParams: (model, { text, pair, seed, wholeWords, top }) => ({
    model,
    text,
    ...(pair !== undefined && { pair }),
    ...(seed !== undefined && { seed }),
    ...(wholeWords === true && { wholeWords }),
    ...(top !== undefined && { top }),
  }),
  toJson: ({ tokens, corrupted, loss, read }) => ({
    tokens: tokens.map(flatToken),
    corrupted,
    ...(loss !== undefined && { loss }),
    ...(read && { read }),
  }),
  describe({ tokens, corrupted, loss, read }) {
    const seen = new Map(corrupted.map(({ position, text }) => [position, text]));
    const rows = corrupted.map(({ position, corruption, text, guess }) => [
      `${position} ${tokens[position]?.text ?? ""}`,
      NAMES[corruption],
      text,
      ...(guess
        ? [
            guess.fills
              .slice(0, SHOWN)
              .map(({ text: fill, probability }) => `${fill} ${formatPercent(probability)}`)
              .join(", "),
            `place ${guess.original.rank}, ${formatPercent(guess.original.probability)}`,
          ]
        : []),
    ]);
    return [
      tokens.map(({ position, text }) => seen.get(position) ?? text).join(" "),
      "",
      formatTable(rows),
      ...(loss === undefined ? [] : ["", `loss ${loss.toFixed(3)}, the mean of −ln P`]),
      ...describeRead(read),
    ].join("\n");
  },
};
