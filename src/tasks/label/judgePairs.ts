import type { Model } from "../model/model";
import { toInput } from "../sequences/toInput";
import { toProbabilities } from "../tone/toProbabilities";
import { fitPair } from "./fitPair";
import type { JudgeParams, JudgeResult } from "./judgeRequest";
import { requireClassifier } from "./requireClassifier";

/** Pairs that are asked about at once: progress is told after each such group, and the request can be cancelled. */
const GROUP = 32;

/** @throws {ModelError} `no-readout` without a classifier; {TaskError} `bad-option` for a text without words. */
export async function judgePairs(
  model: Model,
  { pairs }: JudgeParams,
  report: (done: number, total: number) => void = () => undefined,
): Promise<JudgeResult> {
  const info = requireClassifier(model);
  const isNumber = info.problem === "regression";
  const rows: number[][] = [];
  let cut = 0;
  for (let from = 0; from < pairs.length; from += GROUP) {
    report(from, pairs.length);
    const fitted = pairs.slice(from, from + GROUP).map(({ text, pair }) => fitPair(model, text, pair));
    cut += fitted.filter(({ read }) => read !== undefined).length;
    const inputs = fitted.map(({ encoding }) => toInput(encoding));
    const { classifier = [] } = await model.run({ inputs, classifier: true });
    rows.push(...classifier.map((logits) => Array.from(isNumber ? logits : toProbabilities(info, logits))));
  }
  return {
    labels: [...info.labels],
    rows,
    isNumber,
    several: info.problem === "multi-label",
    cut,
    precision: info.precision,
  };
}
