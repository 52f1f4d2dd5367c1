import * as l10n from "@vscode/l10n";
import { cutText } from "../../wording/cutText";
import { quote } from "../../wording/quote";
import type { ModelInfo } from "../model/model";
import { TaskError } from "../model/taskError";
import type { ToneLabel } from "./toneRequest";

/** Characters of labels that a message lists. */
const MOST_LISTED = 300;

/**
 * Says which tone each label of a classifier stands for.
 *
 * Names decide: negative, neutral, positive and their short forms; "1 star" to "5 stars"; and the emotions of GoEmotions
 * in the three groups that its authors publish (Demszky et al. 2020, table 1; "ambiguous" counts as neutral). Nameless
 * labels (LABEL_0 … or 0 …) are read in the order that sentiment models use: two are negative, positive; three are
 * negative, neutral, positive.
 *
 * Labels of one tone only, such as six kinds of toxicity, suffice if they do not exclude each other (multi-label): a text
 * of which none holds is neutral. If exactly one label must hold, no text could have another tone.
 *
 * @throws {TaskError} `unknown-labels` when a label names no tone.
 */
export function readToneLabels(labels: readonly string[], problem?: ModelInfo["problem"]): readonly ToneLabel[] {
  if (labels.length >= 2 && labels.every((label, i) => label === `LABEL_${i}` || label === String(i))) {
    const order = NAMELESS[labels.length];
    if (order) return order;
  }
  const tones = labels.map((label) => findTone(label.trim().toLowerCase()));
  const unknown = labels.filter((_, i) => tones[i] === undefined);
  const listed = cutText(labels.map((label) => quote(label)).join(", ") || l10n.t("(none)"), MOST_LISTED);
  if (labels.length < 2 || unknown.length > 0) {
    throw new TaskError(
      "unknown-labels",
      l10n.t("labels {0}: expected names of negative, neutral and positive tone", listed),
    );
  }
  if (new Set(tones).size < 2 && problem !== "multi-label") {
    throw new TaskError(
      "unknown-labels",
      l10n.t(
        'labels {0}: all of one tone, expected others too, or "problem_type": "multi_label_classification" in config.json if several or none of them can hold',
        listed,
      ),
    );
  }
  return tones.filter((tone) => tone !== undefined);
}

const NAMELESS: Readonly<Partial<Record<number, readonly ToneLabel[]>>> = {
  2: ["negative", "positive"],
  3: ["negative", "neutral", "positive"],
};

function findTone(label: string): ToneLabel | undefined {
  const stars = /^([1-5]) stars?$/.exec(label)?.[1];
  if (stars !== undefined) return Number(stars) < 3 ? "negative" : Number(stars) > 3 ? "positive" : "neutral";
  const name = label.replace(/[ -]/g, "_").replace(/^very_/, "");
  return (Object.keys(NAMES) as ToneLabel[]).find((tone) => NAMES[tone].has(name));
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/* eslint-disable language/untranslated -- labels of models from here on */
const NAMES: Readonly<Record<ToneLabel, ReadonlySet<string>>> = {
  negative: words(
    "negative neg bad toxic severe_toxic obscene threat insult identity_hate toxicity severe_toxicity identity_attack sexual_explicit anger annoyance disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness",
  ),
  neutral: words("neutral neu none mixed realization surprise curiosity confusion non_toxic not_toxic"),
  positive: words(
    "positive pos good admiration amusement approval caring desire excitement gratitude joy love optimism pride relief",
  ),
};
