import type { ToneLabel, ToneResult } from "../../tasks/tone/toneRequest";
import type { Work } from "../steps/work";
import type { AnsweredModel } from "./answeredModel";
import { scoreTones } from "./scoreTones";

export interface ToneQuestions {
  readonly sentences: readonly string[];
  /** Texts with {@link PLACE} for a sentence; see the request. Default: none. */
  readonly again?: readonly string[] | undefined;
}

/** Stands for the sentence in a text of `again`. */
const PLACE = "{}";
/** The tone of each sentence, in order; of those that seem negative, which are few, the mean of several readings. */
export async function scoreTonesAgain(
  model: Pick<AnsweredModel, "model" | "tones">,
  { sentences, again = [] }: ToneQuestions,
  work: Work,
): Promise<readonly ToneResult[]> {
  const alone = await scoreTones(model, sentences, work);
  const open = alone.flatMap(({ label }, index) => (label === "negative" ? [index] : []));
  if (again.length === 0 || open.length === 0) return alone;
  // Not by `replace`: a sentence may hold "$&".
  const texts = open.flatMap((index) => again.map((text) => text.split(PLACE).join(sentences[index])));
  const read = await scoreTones(model, texts, { ...work, report: () => undefined });
  const results = [...alone];
  open.forEach((index, at) => {
    const [first, ...others] = [
      ...alone.slice(index, index + 1),
      ...read.slice(at * again.length, (at + 1) * again.length),
    ];
    if (first !== undefined) results[index] = { ...first, ...average([first, ...others]) };
  });
  return results;
}

function average(readings: readonly ToneResult[]): Pick<ToneResult, "label" | "scores"> {
  const mean = (label: ToneLabel) => readings.reduce((sum, { scores }) => sum + scores[label], 0) / readings.length;
  const scores = { negative: mean("negative"), neutral: mean("neutral"), positive: mean("positive") };
  const label = (["negative", "neutral", "positive"] as const).reduce((a, b) => (scores[b] > scores[a] ? b : a));
  return { label, scores };
}
