import type { Requests } from "../../../engine/protocol/protocol";
import type { ToPage } from "../../../webview/messages";
import type { ModelInfo } from "../../services";
import type { PanelText } from "../panelText";

export function readInput({ tables, sums, outputs, size, limit, total, windows }: Requests["input"]["result"]): ToPage {
  return {
    kind: "input",
    tables,
    sums,
    outputs,
    size,
    limit,
    total,
    windows: total > limit ? windows.map(({ span, tokens }) => ({ ...span, tokens })) : [],
  };
}

/** Why the model says nothing of a text's labels; `undefined` if it does. */
export function findLabelLack({ has, lacks, name, problem }: ModelInfo): string | undefined {
  if (!has.classifier) {
    const why = lacks?.classifier === undefined ? "" : `: ${lacks.classifier}`;
    return `The model ${name} tells no tone and no labels${why}. Choose another to see the words that carry them.`;
  }
  return problem === "regression" ? `The model ${name} answers by a number, not by labels.` : undefined;
}

export function readOccluded({
  label,
  labels,
  several,
  words,
  more,
  mask,
  layer,
  attention,
}: Requests["occlude"]["result"]): ToPage {
  const shown = words.map(({ start, end, fall, attention: looked }) => ({ start, end, fall, attention: looked }));
  return { kind: "occlude", found: { label, labels, several, words: shown, more, mask, layer, attention } };
}

/** Why the model cannot say whether a text follows another; `undefined` if it can. */
export function findPairLack({ has, lacks, name }: ModelInfo): string | undefined {
  if (has.nsp) return undefined;
  const why = lacks?.nsp === undefined ? "" : `: ${lacks.nsp}`;
  return `The model ${name} cannot say whether B follows A${why}. The matrix shows its attention between the two.`;
}

export function readPair(
  { isNext, swapped, margin, others, drawn = [], between, read }: Requests["pair"]["result"],
  { text, pair = "" }: PanelText,
): ToPage {
  if (!between) throw new RangeError("no attention between the texts, expected it of a pair that is looked at");
  const part = ({ start, end }: { readonly start: number; readonly end: number }, whole: string) =>
    `characters ${start} to ${end} of ${whole.length}`;
  const notice =
    read &&
    `For this, the model read ${part(read.span, text)}, and ${part(read.pair ?? read.span, pair)} of the second text.`;
  return {
    kind: "pair",
    found: {
      isNext,
      swapped,
      margin,
      others: others.map((other, i) => ({ text: drawn[i] ?? "", isNext: other })),
      ...between,
      ...(notice !== undefined && { notice }),
    },
  };
}
