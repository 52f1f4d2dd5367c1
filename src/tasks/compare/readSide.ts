import { setImmediate } from "#platform/turns";
import type { Token } from "../../tokenizer/encoding";
import { groupLayers } from "../attention/groupLayers";
import type { Model, ModelInfo } from "../model/model";
import { softmax } from "../model/softmax";
import type { PartRead } from "../schemas/partReadSchema";
import type { TextInput } from "../schemas/textParams";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import { findToneLabels } from "../tone/findToneLabels";
import { sumByTone } from "../tone/sumByTone";
import { toProbabilities } from "../tone/toProbabilities";

/** A text, the model that reads it, and what of it is read. */
export interface Side {
  readonly model: Model;
  readonly input: TextInput;
  readonly tokens: readonly Token[];
  readonly read: PartRead | undefined;
}

export interface Sides {
  readonly before: Side;
  readonly after: Side;
}

/** Of a text over the model's limit, only the first window is read. */
export function openSide(model: Model, input: TextInput): Side {
  return { model, input, ...readFirstWindow(model, input) };
}

export function toReadText({ model, input: { text, pair }, tokens }: Side) {
  return { text, pair, tokens, cased: model.tokenizer.cased };
}

/** What the readouts say of a side, as far as the model has them. */
export interface SideAnswers {
  /** By label. */
  readonly labels?: ReadonlyMap<string, number>;
  /** By label, of a model that was taught numbers. */
  readonly values?: ReadonlyMap<string, number>;
  readonly tone?: ReturnType<typeof sumByTone>;
  readonly next?: number;
  /** [T, H] after the last layer. */
  readonly states: Float32Array;
}

export async function readAnswers({ model, input, tokens }: Side): Promise<SideAnswers> {
  const { info } = model;
  const isPair = input.pair !== undefined;
  const nsp = isPair && info.has.nsp;
  // A classifier of tones judges one text.
  const classifier = info.has.classifier && !(isPair && findToneLabels(info) !== undefined);
  const asked = { nsp, classifier, hidden: [info.layers], exact: true };
  const output = await model.run({ inputs: [toInput({ tokens })], ...asked });
  const next = nsp && output.nsp?.[0] ? softmax(output.nsp[0])[0] : undefined;
  return {
    ...(classifier && output.classifier?.[0] && readLabels(info, output.classifier[0])),
    ...(next !== undefined && { next }),
    states: output.hidden?.[0]?.[0] ?? new Float32Array(),
  };
}

function readLabels(info: ModelInfo, logits: Float32Array): Pick<SideAnswers, "labels" | "values" | "tone"> {
  const name = (shares: ArrayLike<number>) => new Map(info.labels.map((label, k) => [label, shares[k] ?? NaN]));
  if (info.problem === "regression") return { values: name(logits) };
  const shares = toProbabilities(info, logits);
  const tones = findToneLabels(info);
  return { labels: name(shares), ...(tones && { tone: sumByTone(info, tones, Array.from(shares)) }) };
}

/** The maps of each of these layers, [N, T, T], one after the other. */
export async function* readMaps(
  { model, tokens }: Side,
  layers: readonly number[],
): AsyncGenerator<Float32Array, void, undefined> {
  const numbers = model.info.heads * tokens.length ** 2;
  for (const attention of groupLayers(layers, numbers)) {
    const output = await model.run({ inputs: [toInput({ tokens })], attention, exact: true });
    for (const index of attention.keys()) {
      yield output.attention?.[0]?.[index] ?? new Float32Array();
      // A layer of a long text takes some hundredths of a second: let others have their turn.
      await setImmediate();
    }
  }
}
