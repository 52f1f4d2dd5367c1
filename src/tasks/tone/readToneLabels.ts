import type { ToneLabel } from "./toneRequest";
import { TaskError } from "../model/taskError";

/**
 * Says which tone each label of a classifier stands for.
 *
 * Names decide: negative, neutral, positive and their short forms; "1 star" to "5 stars"; and the emotions of GoEmotions
 * in the three groups that its authors publish (Demszky et al. 2020, table 1; "ambiguous" counts as neutral). Nameless
 * labels (LABEL_0 …) are read in the order that sentiment models use: two are negative, positive; three are negative,
 * neutral, positive.
 *
 * @throws {TaskError} `unknown-labels` when a label names no tone.
 */
export function readToneLabels(labels: readonly string[]): readonly ToneLabel[] {
  if (labels.length >= 2 && labels.every((label, i) => label === `LABEL_${i}`)) {
    const order = NAMELESS[labels.length];
    if (order) return order;
  }
  const tones = labels.map((label) => findTone(label.trim().toLowerCase()));
  const unknown = labels.filter((_, i) => tones[i] === undefined);
  if (labels.length < 2 || unknown.length > 0 || new Set(tones).size < 2) {
    throw new TaskError(
      "unknown-labels",
      `labels ${labels.map((label) => `"${label}"`).join(", ") || "(none)"}: expected names of negative, neutral and positive tone`,
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
  return (Object.keys(NAMES) as ToneLabel[]).find((tone) => NAMES[tone].has(label.replace(/^very[ _-]/, "")));
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const NAMES: Readonly<Record<ToneLabel, ReadonlySet<string>>> = {
  negative: words(
    "negative neg bad toxic severe_toxic obscene threat insult identity_hate anger annoyance disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness",
  ),
  neutral: words("neutral neu none mixed realization surprise curiosity confusion non-toxic"),
  positive: words(
    "positive pos good admiration amusement approval caring desire excitement gratitude joy love optimism pride relief",
  ),
};
