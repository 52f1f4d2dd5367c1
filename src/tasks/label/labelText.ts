import type { Encoding } from "../../tokenizer/encoding";
import { type Model, ModelError } from "../model/model";
import { TaskError } from "../model/taskError";
import type { PartRead } from "../schemas/partReadSchema";
import { averageByTokens } from "../sequences/averageByTokens";
import { countAdded } from "../sequences/countAdded";
import { fitSegments } from "../sequences/fitSegments";
import { joinSegments } from "../sequences/joinSegments";
import { readSegment } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";
import { toProbabilities } from "../tone/toProbabilities";
import type { LabelParams, LabelResult } from "./labelRequest";

/**
 * All labels of a text or pair. A text over the model's limit is read in windows, and the answer is their mean, weighed by
 * tokens; of a pair that is too long, the beginning of each side is read.
 *
 * @throws {ModelError} `no-readout` without a classifier; {TaskError} `bad-option` for a text without words.
 */
export async function labelText(model: Model, request: LabelParams): Promise<LabelResult> {
  const { info } = model;
  if (!info.has.classifier) {
    const why = info.lacks?.classifier === undefined ? "" : `: ${info.lacks.classifier}`;
    throw new ModelError("no-readout", `model "${info.name}" has no classifier${why}`);
  }
  const { encodings, read } = readTexts(model, request);
  const inputs = encodings.map(toInput);
  const { classifier = [] } = await model.run({ inputs, classifier: true });
  const isNumber = info.problem === "regression";
  const rows = classifier.map((logits) => (isNumber ? Float64Array.from(logits) : toProbabilities(info, logits)));
  const mean = averageByTokens(inputs, rows);
  const labelled = info.labels.map((label, k) => ({ label, probability: mean[k] ?? NaN }));
  return {
    labels: isNumber ? [] : labelled.sort((a, b) => b.probability - a.probability),
    ...(isNumber && { values: labelled.map(({ label, probability }) => ({ label, value: probability })) }),
    several: info.problem === "multi-label",
    precision: info.precision,
    ...(read && { read }),
  };
}

function readTexts(
  { tokenizer, info }: Model,
  { text, pair }: LabelParams,
): { readonly encodings: readonly Encoding[]; readonly read: PartRead | undefined } {
  const { maxTokens } = info;
  const [a, b] = [text, pair].map((each) => each && readSegment(tokenizer, each, { specials: "none" }));
  if (!a || a.length === 0) throw new TaskError("bad-option", "the text has no words, expected at least one");
  if (pair === undefined) {
    const encodings = tokenizer.encodeWindows(text, { maxTokens, specials: "none" });
    const windows = encodings.length;
    return { encodings, read: windows > 1 ? { windows, span: { start: 0, end: text.length } } : undefined };
  }
  if (!b || b.length === 0) throw new TaskError("bad-option", "the second text has no words, expected at least one");
  const fitted = fitSegments(a, b, { maxTokens, added: countAdded(tokenizer, b), keep: "start" });
  return { encodings: [joinSegments(tokenizer, fitted.a, fitted.b)], read: fitted.read };
}
