import * as l10n from "@vscode/l10n";
import { listWords } from "../../text/occlusion/listWords";
import { occludeWords } from "../../text/occlusion/occludeWords";
import type { Span } from "../../text/spans/span";
import type { Token } from "../../tokenizer/encoding";
import { type Model, ModelError } from "../model/model";
import { TaskError } from "../model/taskError";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import { toProbabilities } from "../tone/toProbabilities";
import type { OccludeParams, OccludeResult } from "./occludeRequest";

/** Each costs a reading of the whole text, so the work would grow with the square of its length. */
const MOST_WORDS = 128;

/**
 * Which words carry the classifier's answer: each is hidden in turn, and the text read without it. Beside them stands the
 * attention of [CLS], which is often taken for the same and is not. Of a text over the model's limit, only the first
 * window is read, and its words.
 *
 * @throws {ModelError} `no-readout` without a classifier; {TaskError} `bad-option` for a text without words, or a model
 * that answers by a number.
 */
export async function occludeLabels(model: Model, { text }: OccludeParams): Promise<OccludeResult> {
  const { info } = model;
  if (!info.has.classifier) {
    const why = info.lacks?.classifier === undefined ? "" : `: ${info.lacks.classifier}`;
    throw new ModelError("no-readout", l10n.t('model "{0}" has no classifier{1}', info.name, why));
  }
  if (info.problem === "regression") {
    throw new TaskError(
      "bad-option",
      l10n.t('model "{0}" answers by a number, expected one that answers by labels', info.name),
    );
  }
  const { tokens, read } = readFirstWindow(model, { text });
  const all = listWords(text).filter((span) => isPlain(tokens, span));
  const words = all.slice(0, MOST_WORDS);
  if (words.length === 0) throw new TaskError("bad-option", l10n.t("the text has no words, expected at least one"));

  const layer = info.layers - 1;
  const own = await model.run({ inputs: [toInput({ tokens })], classifier: true, attention: [layer], exact: true });
  const attention = averageFirstRow(own.attention?.[0]?.[0] ?? new Float32Array(), info.heads, tokens.length);
  const probabilities = toProbabilities(info, own.classifier?.[0] ?? new Float32Array());
  const best = probabilities.reduce((first, value, k) => (value > (probabilities[first] ?? NaN) ? k : first), 0);
  const mask = info.mask ?? "";
  // What was not read is not read without a word either: a mask never has more pieces than the word.
  const part = read ? text.slice(0, read.span.end) : text;
  const readings = await occludeWords(part, { words, mask }, async (texts) => {
    const inputs = texts.map((each) => toInput(readFirstWindow(model, { text: each })));
    const { classifier = [] } = await model.run({ inputs, classifier: true, exact: true });
    return classifier.map((logits) => Array.from(toProbabilities(info, logits)));
  });
  return {
    label: info.labels[best] ?? "",
    labels: info.labels.map((label, k) => ({ label, probability: probabilities[k] ?? NaN })),
    several: info.problem === "multi-label",
    words: readings.map(({ span, without }) => ({
      ...span,
      fall: (probabilities[best] ?? NaN) - (without[best] ?? NaN),
      without,
      attention: listOf(tokens, span).reduce((sum, { position }) => sum + (attention[position] ?? NaN), 0),
    })),
    more: all.length - words.length,
    mask,
    tokens,
    layer,
    attention,
    precision: info.statesPrecision,
    ...(read && { read }),
  };
}

/** Not beyond what was read, and no part of a mask. */
function isPlain(tokens: readonly Token[], span: Span): boolean {
  const own = listOf(tokens, span);
  return own.length > 0 && own.every(({ kind }) => kind === "word" || kind === "continuation" || kind === "unk");
}

function listOf(tokens: readonly Token[], { start, end }: Span): readonly Token[] {
  return tokens.filter(({ span }) => span.start < end && start < span.end);
}

/** [T]: the mean over heads of what the first token looks at. @param maps - [N, T, T] */
function averageFirstRow(maps: Float32Array, heads: number, T: number): number[] {
  return Array.from({ length: T }, (_, to) => {
    let sum = 0;
    for (let head = 0; head < heads; head += 1) sum += maps[head * T * T + to] ?? NaN;
    return sum / heads;
  });
}
