import type { OwnTone } from "../../tasks/schemas/ownToneSchema";
import { type Logistic, predictLogistic } from "./fitLogistic";
import { standardizeOne } from "./standardize";

/** Says the probabilities of the labels of a tone, in their order. @param vector - H features. */
export function buildClassifier(
  tone: Pick<OwnTone, "mean" | "scale" | "weights" | "intercepts">,
): (vector: ArrayLike<number>) => readonly number[] {
  const logistic: Logistic = tone.weights.map((row, k) => Float64Array.from([...row, tone.intercepts[k] ?? NaN]));
  return (vector) => predictLogistic(logistic, standardizeOne(vector, tone.mean, tone.scale));
}
