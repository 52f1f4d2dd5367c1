import * as l10n from "@vscode/l10n";
import { formatCounted } from "../../wording/formatCounted";
import { nameLabel } from "../../wording/names/nameLabel";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { isSpecial } from "../answers/tokenKind";
import { buildElement } from "../dom/buildElement";
import { drawCarriedWords } from "../marks/carried/carriedWords";
import { drawLabelBars } from "../marks/carried/labelBars";
import type { PanelToken } from "../messages";
import type { OccludedText, OccludedWord } from "../messages/occludedText";
import type { PanelView } from "./panelView";

const OF_A_PAIR = l10n.t("Tone and labels are read of one text. Show one alone to see the words that carry its tone.");
/** A word without which the label loses less does not carry it. */
const LITTLE = 0.05;

/** What the classifier says, and the words that carry it. */
export const toneView: PanelView = {
  label: l10n.t("Tone"),
  hint: ({ input }) =>
    input?.pair === undefined ? l10n.t("Each word was hidden in turn, and the text read again.") : "",
  draw: ({ input, answers: { occluded } }, { document }) => {
    const note = (text: string) => buildElement(document, "p", { class: "note why-they-differ", text });
    if (input.pair !== undefined) return { elements: [note(OF_A_PAIR)] };
    if (!occluded) return undefined;
    if (!occluded.found) return { elements: [note(occluded.lack ?? "")] };
    const found = nameLabels(occluded.found);
    return {
      elements: [
        drawLabelBars(found.labels, { document }),
        note(describeHiding(found)),
        ...describeMost(found, input.text).map((text) => note(text)),
        drawCarriedWords({ ...found, text: input.text, first: nameFirst(input.tokens) }, { document }),
        note(describeDifference(found, input.tokens)),
      ],
    };
  },
};

/** The same, with labels as people read them. */
function nameLabels({ label, labels, ...found }: OccludedText): OccludedText {
  return {
    ...found,
    label: nameLabel(label),
    labels: labels.map((each) => ({ ...each, label: nameLabel(each.label) })),
  };
}

function describeHiding({ mask, more, several }: OccludedText): string {
  const how =
    mask === ""
      ? l10n.t("Each word is left out in turn: this model has no mask.")
      : l10n.t(
          "Each word is hidden in turn behind {0}, whatever its pieces: without anything in its place the sentence would be broken.",
          mask,
        );
  return [
    how,
    ...(several ? [l10n.t("Each label holds or does not by itself: they do not sum to 100 %.")] : []),
    ...(more > 0
      ? [l10n.t("{0} behind these were not hidden, for each costs a reading.", formatCounted(more, "word"))]
      : []),
  ].join(" ");
}

/** What hiding the weightiest word does: bars alone do not say how little that may be. */
function describeMost({ words, label, labels }: OccludedText, text: string): readonly string[] {
  const before = labels.find((each) => each.label === label)?.probability;
  const most = words.reduce<OccludedWord | undefined>(
    (best, word) => (word.fall > (best?.fall ?? 0) ? word : best),
    undefined,
  );
  if (before === undefined || most === undefined) return [];
  const after = Math.max(0, before - most.fall);
  const word = text.slice(most.start, most.end);
  const isSpread = most.fall < LITTLE && words.length > 1;
  return [
    ...(isSpread
      ? [l10n.t("No word alone carries “{0}”: where several say the same, each of them is missed little.", label)]
      : []),
    l10n.t(
      "It falls most without “{0}”: “{1}” then goes from {2} to {3}.",
      word,
      label,
      formatPercent(before),
      formatPercent(after),
    ),
  ];
}

function describeDifference({ attention, layer }: OccludedText, tokens: readonly PanelToken[]): string {
  const first = nameFirst(tokens);
  const rest = tokens.reduce((sum, token) => (isSpecial(token) ? sum + (attention[token.position] ?? NaN) : sum), 0);
  return [
    l10n.t(
      "The two need not agree. Hiding a word asks what the answer loses without it; where several words say the same, each alone is missed little.",
    ),
    l10n.t(
      "Attention says where {0} gathers from in one layer, whatever comes of it: by then every piece holds something of the others, and heads with nothing to do rest on special pieces.",
      first,
    ),
    l10n.t(
      "In layer {0}, the last, these have {1} of it, on the mean of its heads.",
      layer,
      formatPercent(Math.min(1, rest)),
    ),
  ].join(" ");
}

/** What this model calls the token that begins a text. */
function nameFirst(tokens: readonly PanelToken[]): string {
  return tokens.find(({ kind }) => kind === "cls")?.text ?? "[CLS]";
}
