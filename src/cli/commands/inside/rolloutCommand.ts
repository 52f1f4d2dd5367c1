import { formatPercent } from "../../../wording/numbers/formatPercent";
import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatTable } from "../../print/formatTable";
import { listRows } from "../../print/listRows";
import { COUNTING_HELP } from "../../texts/countingHelp";
import type { TextCommand } from "../../texts/textCommand";

/** How many sources people see of each token; `--json` has all. */
const SHOWN = 3;

export const rolloutCommand: TextCommand<"rollout"> = {
  kind: "rollout",
  summary: "show what each token is made of after all layers, by attention rollout",
  example: 'cloze rollout "The cat sat." --token 2',
  purpose: "text",
  note: `${COUNTING_HELP}\n\nA layer's heads are averaged, half of what a token becomes is the token itself, and layers are multiplied (Abnar and Zuidema 2020).\n\nMost of every token tends to come from [SEP] and [CLS], on which heads rest that have nothing to do; --without-special shows what the words give.`,
  fields: ["text", "pair", "token", "withoutSpecial"],
  buildParams: (model, { text, pair, token, withoutSpecial }) => ({
    model,
    text,
    ...(pair !== undefined && { pair }),
    ...(token !== undefined && { token }),
    ...(withoutSpecial !== undefined && { withoutSpecial }),
  }),
  toJson: ({ tokens, rollout, flow, read }) => ({
    tokens: tokens.map(flatToken),
    rollout: listRows(rollout, tokens.length),
    ...(flow && { flow: listRows(flow.shares, tokens.length), links: flow.links }),
    ...(read && { read }),
  }),
  describe({ tokens, rollout, flow, read }, { token }) {
    const nameMost = (row: readonly number[]) =>
      row
        .map((share, position) => ({ share, position }))
        .sort((x, y) => y.share - x.share)
        .slice(0, SHOWN)
        .map(({ share, position }) => `${formatPercent(share)} ${position} ${tokens[position]?.text ?? ""}`);
    const rows = flow
      ? listRows(flow.shares, tokens.length)
          .map((row, layer) => [layer === 0 ? "embeddings" : `layer ${layer}`, ...nameMost(row)])
          .reverse()
      : listRows(rollout, tokens.length).map((row, position) => [
          String(position),
          tokens[position]?.text ?? "",
          ...nameMost(row),
        ]);
    const about = flow
      ? `From where "${tokens[token ?? 0]?.text ?? ""}" at ${token ?? 0} comes, after the last layer and down to the embeddings:`
      : "After the last layer: each token, and the tokens of the input that most of it comes from. --json has all.";
    return [about, "", formatTable(rows, flow ? [] : ["right"]), ...describeRead(read)].join("\n");
  },
};
