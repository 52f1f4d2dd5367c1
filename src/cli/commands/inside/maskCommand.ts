import { nameHead } from "../../../wording/names/nameHead";
import { namePairChance } from "../../../wording/names/namePairChance";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { CliError } from "../../cliError";
import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatTable } from "../../print/formatTable";
import { readMask } from "../../texts/readMask";
import type { TextCommand } from "../../texts/textCommand";

/** How many of a kind people see; `--json` has more. */
const SHOWN = 8;
const SHOWN_FILLS = 3;

/** What `cloze attention --mask` answers. */
export const maskCommand: TextCommand<"mask"> = {
  kind: "mask",
  summary: "mask words, and show what changes",
  example: 'cloze attention "The cat sat." --mask cat',
  purpose: "text",
  fields: ["text", "pair", "mask", "layer", "head"],
  buildParams: (model, { text, pair, mask = [], layer, head, heads }) => {
    if (heads !== undefined) {
      throw new CliError(
        "bad-usage",
        "--heads and --mask: what changes is shown of one head, expected --layer and --head",
      );
    }
    return {
      model,
      text,
      mask: mask.map((each) => readMask(each, [text, pair ?? ""])),
      ...(pair !== undefined && { pair }),
      ...(layer !== undefined && { layer }),
      ...(head !== undefined && { head }),
    };
  },
  toJson: ({ tokens, positions, masked, next, pairQuestion, tone, layer, head, links, moved, cosines, read }) => ({
    tokens: tokens.map(flatToken),
    positions,
    masked,
    ...(next && { next }),
    ...(pairQuestion && { pairQuestion }),
    ...(tone && { tone }),
    layer,
    head,
    links,
    moved,
    cosines,
    ...(read && { read }),
  }),
  describe({ tokens, positions, masked, next, pairQuestion, tone, layer, head, links, moved, cosines, read }) {
    const name = (position: number) => `${position} ${tokens[position]?.text ?? ""}`;
    const others = tokens.map(({ position }) => position).filter((position) => !positions.includes(position));
    const byMost = (change: (position: number) => number) =>
      [...others].sort((a, b) => change(b) - change(a)).slice(0, SHOWN);
    return [
      `Masked: ${positions.map(name).join(", ")}. Before and after, what changed most first.`,
      ...section("The model would write", [
        ...masked.map(({ position, fills, original }) => [
          name(position),
          fills
            .slice(0, SHOWN_FILLS)
            .map(({ text, probability }) => `${text} ${formatPercent(probability)}`)
            .join(", "),
          `${original.text} ${formatPercent(original.probability)}, place ${original.rank}`,
        ]),
      ]),
      ...section(
        namePairChance(pairQuestion),
        next ? [[formatPercent(next.before), "to", formatPercent(next.after)]] : [],
      ),
      ...section(
        "Tone",
        tone
          ? TONES.map((each) => [each, formatPercent(tone.before[each]), "to", formatPercent(tone.after[each])])
          : [],
      ),
      ...section(
        `${nameHead({ layer, head })}: weights`,
        links
          .slice(0, SHOWN)
          .map(({ from, to, before, after }) => [
            name(from),
            "to",
            name(to),
            `${formatPercent(before)} to ${formatPercent(after)}`,
          ]),
      ),
      ...section(
        "Attention that goes elsewhere than before",
        byMost((position) => moved[position] ?? 0).map((position) => [
          name(position),
          formatPercent(moved[position] ?? NaN),
        ]),
      ),
      ...section(
        "Vectors after the last layer, cosine with the one before",
        byMost((position) => -(cosines[position] ?? 0)).map((position) => [
          name(position),
          (cosines[position] ?? NaN).toFixed(3),
        ]),
      ),
      ...describeRead(read),
    ].join("\n");
  },
};

const TONES = ["negative", "neutral", "positive"] as const;

function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : ["", `${title}:`, "", formatTable(rows.map((row) => [...row]))];
}
