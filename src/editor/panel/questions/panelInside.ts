import * as l10n from "@vscode/l10n";
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
    return lacks?.classifier === undefined
      ? l10n.t("The model {0} tells no tone and no labels. Choose another to see the words that carry them.", name)
      : l10n.t(
          "The model {0} tells no tone and no labels: {1}. Choose another to see the words that carry them.",
          name,
          lacks.classifier,
        );
  }
  return problem === "regression" ? l10n.t("The model {0} answers by a number, not by labels.", name) : undefined;
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
  return lacks?.nsp === undefined
    ? l10n.t("The model {0} cannot say whether B follows A. The matrix shows its attention between the two.", name)
    : l10n.t(
        "The model {0} cannot say whether B follows A: {1}. The matrix shows its attention between the two.",
        name,
        lacks.nsp,
      );
}

export function readPair(
  { isNext, swapped, margin, others, drawn = [], between, read }: Requests["pair"]["result"],
  { text, pair = "" }: PanelText,
): ToPage {
  if (!between) throw new RangeError("no attention between the texts, expected it of a pair that is looked at");
  const second = read && (read.pair ?? read.span);
  const notice =
    second &&
    l10n.t(
      "For this, the model read characters {0} to {1} of {2}, and characters {3} to {4} of {5} of the second text.",
      read.span.start,
      read.span.end,
      text.length,
      second.start,
      second.end,
      pair.length,
    );
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
