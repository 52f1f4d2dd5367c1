import * as l10n from "@vscode/l10n";
import { buildClassifier } from "../../../ownTone/regression/buildClassifier";
import { TaskError } from "../../../tasks/model/taskError";
import type { ClassifyParams, ClassifyResult } from "../../../tasks/ownTone/classifyRequest";
import type { OwnTone } from "../../../tasks/schemas/ownToneSchema";
import type { ToneReading } from "../../../tasks/tone/toneReading";
import { quote } from "../../../wording/quote";
import type { Work } from "../../steps/work";
import { FoundAnswers } from "../foundAnswers";
import type { OwnAnswers } from "./ownAnswers";
import { readFeatures } from "./readFeatures";

/**
 * What a tone of one's own says of each sentence, in order. A sentence that is not known yet is read once.
 *
 * @throws {TaskError} `other-model` for a tone that was taught with another model.
 */
export async function classifySentences(
  own: OwnAnswers,
  { sentences, tone }: ClassifyParams,
  { turn, report }: Work,
): Promise<readonly ClassifyResult[]> {
  await requireModel(own, tone);
  const known = own.labels(tone);
  await known.open();
  const found = new FoundAnswers<ToneReading>(sentences, () => undefined);
  const unknown: string[] = [];
  for (const sentence of found.sentences) {
    const reading = known.find(sentence);
    if (reading === undefined) unknown.push(sentence);
    else found.add(sentence, reading);
  }
  const { layer, pooling } = tone;
  const before = sentences.length - unknown.length;
  const features = await readFeatures(
    own,
    { texts: unknown, layer, pooling, isKept: false },
    { turn, report: (done) => report(before + done, sentences.length) },
  );
  const classify = buildClassifier(tone);
  for (const [sentence, { windows, vector }] of features) {
    const reading = { windows, probabilities: classify(vector) };
    known.add(sentence, reading);
    found.add(sentence, reading);
  }
  const { statesPrecision } = own.model.info;
  return sentences.map((sentence) => {
    const { windows, probabilities } = found.get(sentence);
    const label = tone.labels[probabilities.indexOf(Math.max(...probabilities))] ?? "";
    return {
      label,
      scores: Object.fromEntries(tone.labels.map((each, k) => [each, probabilities[k] ?? NaN])),
      precision: statesPrecision,
      ...(windows > 1 && { read: { windows, span: { start: 0, end: sentence.length } } }),
    };
  });
}

async function requireModel(own: OwnAnswers, { model: taught, layer, mean }: OwnTone): Promise<void> {
  const { name, layers, hiddenSize } = own.model.info;
  const sha256 = await own.hashModel();
  if (sha256 !== taught.sha256) {
    throw new TaskError(
      "other-model",
      l10n.t(
        "this tone was taught with the vectors of {0} ({1}…), and the model {2} ({3}…) is another: use that one, or teach it again",
        quote(taught.name),
        taught.sha256.slice(0, 12),
        quote(name),
        sha256.slice(0, 12),
      ),
    );
  }
  if (layer > layers || mean.length !== hiddenSize) {
    throw new TaskError(
      "bad-option",
      l10n.t(
        "this tone reads {0} numbers of layer {1}, and the model {2} has {3} and {4} layers",
        mean.length,
        layer,
        quote(name),
        hiddenSize,
        layers,
      ),
    );
  }
}
