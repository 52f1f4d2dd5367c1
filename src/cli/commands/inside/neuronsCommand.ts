import { nameHead } from "../../../wording/names/nameHead";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { CliError } from "../../cliError";
import { describeRead } from "../../print/describeRead";
import { flatToken } from "../../print/flatToken";
import { formatTable } from "../../print/formatTable";
import { listRows } from "../../print/listRows";
import { COUNTING_HELP } from "../../texts/countingHelp";
import type { TextCommand } from "../../texts/textCommand";

/** How many elements people see; `--json` has all. */
const SHOWN = 12;

export const neuronsCommand: TextCommand<"neurons"> = {
  kind: "neurons",
  summary: "show the query and the key of a pair of tokens, element by element",
  example: 'cloze neurons "The cat sat." --layer 1 --head 2 --from 3 --to 2',
  purpose: "text",
  note: `${COUNTING_HELP}\n\nA head multiplies the query of one token with the key of another, element by element; the sum, divided by the square root of their number, is the score. The softmax of a token's scores is its attention. With --json, --from and --to may be left out.`,
  fields: ["text", "pair", "layer", "head", "from", "to"],
  buildParams: (model, { text, pair, layer, head, from, to }) => ({
    model,
    text,
    ...(pair !== undefined && { pair }),
    ...(layer !== undefined && { layer }),
    ...(head !== undefined && { head }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }),
  toJson: ({ tokens, layer, head, size, query, key, pair, read }) => ({
    tokens: tokens.map(flatToken),
    layer,
    head,
    query: listRows(query, size),
    key: listRows(key, size),
    ...(pair && { products: Array.from(pair.products), score: pair.score, weight: pair.weight }),
    ...(read && { read }),
  }),
  describe({ tokens, layer, head, size, query, key, pair, read }, { from = 0, to = 0 }) {
    if (!pair) throw new CliError("bad-usage", "no --from and --to, expected the positions of two tokens, or --json");
    const name = (position: number) => `"${tokens[position]?.text ?? ""}" at ${position}`;
    const order = Array.from(pair.products.keys()).sort(
      (a, b) => Math.abs(pair.products[b] ?? 0) - Math.abs(pair.products[a] ?? 0),
    );
    const number = (value = NaN) => value.toFixed(3);
    const rows = order
      .slice(0, SHOWN)
      .map((i) => [String(i), number(query[from * size + i]), number(key[to * size + i]), number(pair.products[i])]);
    return [
      `${nameHead({ layer, head })}. ${name(from)} looks at ${name(to)}: score ${number(pair.score)}, attention ${formatPercent(pair.weight)}.`,
      `The score is the sum of ${size} products of query and key, each divided by √${size}. The largest ${rows.length}:`,
      "",
      formatTable([["element", "query", "key", "product"], ...rows], ["right", "right", "right", "right"]),
      ...describeRead(read),
    ].join("\n");
  },
};
