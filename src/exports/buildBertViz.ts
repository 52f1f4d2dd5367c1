import * as l10n from "@vscode/l10n";
import type { Requests } from "../engine/protocol/protocol";
import { formatCount } from "../wording/numbers/formatCount";
import type { ExportRecord } from "./exportRecord";
import { ExportsError } from "./exportsError";

type Maps = Requests["maps"]["result"];

/** Some 100 MB of JSON; a notebook draws far less. */
const MOST_NUMBERS = 8_000_000;

/** A part of the attention, by the name that BertViz gives it. `attn` is [L][N][rows][columns]. */
export interface BertVizPart {
  readonly name: string | null;
  readonly attn: readonly (readonly (readonly (readonly number[])[])[])[];
  readonly left_text: readonly string[];
  readonly right_text: readonly string[];
}

/** What `head_view` and `model_view` of BertViz 1.4.1 give to their page, with how it was computed. */
export interface BertViz {
  readonly attention: readonly BertVizPart[];
  readonly default_filter: "0";
  readonly include_layers: readonly number[];
  readonly cloze: ExportRecord;
}

/** @throws {ExportsError} `too-large`, before anything is asked. */
export function requireBertVizSize(
  { layers, heads }: { readonly layers: number; readonly heads: number },
  tokens: number,
  isPair: boolean,
): void {
  // With a pair every weight is there twice: in the whole and in one of its parts.
  const numbers = layers * heads * tokens ** 2 * (isPair ? 2 : 1);
  if (numbers <= MOST_NUMBERS) return;
  throw new ExportsError(
    "too-large",
    l10n.t(
      "{0} tokens make {1} numbers of {2} layers and {3} heads, expected at most {4}: choose a shorter text",
      formatCount(tokens),
      formatCount(numbers),
      layers,
      heads,
      formatCount(MOST_NUMBERS),
    ),
  );
}

/** @param layers - The maps of each layer, in order. */
export function buildBertViz(layers: readonly Maps[], cloze: ExportRecord): BertViz {
  const tokens = layers[0]?.tokens ?? [];
  const all = tokens.map(({ position }) => position);
  const of = (segment: number) => all.filter((position) => tokens[position]?.segment === segment);
  const part = (name: string | null, rows: readonly number[], columns: readonly number[]): BertVizPart => ({
    name,
    attn: layers.map(({ maps, heads }) =>
      Array.from({ length: heads }, (_, head) =>
        rows.map((row) => columns.map((column) => round(maps[(head * all.length + row) * all.length + column]))),
      ),
    ),
    left_text: rows.map((position) => tokens[position]?.text ?? ""),
    right_text: columns.map((position) => tokens[position]?.text ?? ""),
  });
  const [a, b] = [of(0), of(1)];
  // As BertViz names and orders them.
  const parts =
    b.length === 0
      ? [part(null, all, all)]
      : [
          part("All", all, all),
          part("Sentence A -> Sentence A", a, a),
          part("Sentence B -> Sentence B", b, b),
          part("Sentence A -> Sentence B", a, b),
          part("Sentence B -> Sentence A", b, a),
        ];
  return { attention: parts, default_filter: "0", include_layers: layers.map((_, layer) => layer), cloze };
}

/** A float32 has no more digits than these; written in full, a file would be twice as long. */
function round(weight = NaN): number {
  return Number(weight.toPrecision(8));
}
