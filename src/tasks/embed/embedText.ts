import * as l10n from "@vscode/l10n";
import type { Encoding } from "../../tokenizer/encoding";
import { quote } from "../../wording/quote";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import type { PartRead } from "../schemas/partReadSchema";
import type { TokenPooling } from "../schemas/tokenPoolingSchema";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import { type EmbedParams, type EmbedResult, type Pooling, POOLINGS } from "./embedRequest";
import { poolTokens } from "./poolTokens";

/**
 * Turns a text into one vector. All tokens count, [CLS] and [SEP] too.
 * "cls" and "mean" read one layer. "second-to-last-mean", "sum-last-four" and "concat-last-four" are the feature-based
 * variants of Devlin et al. 2019, table 7, averaged over tokens. "weighted" weighs token i of T by i (SGPT, Muennighoff
 * 2022). The vector of a text over the model's limit is the mean of its windows, weighed by their tokens; of a pair that
 * is too long, only the first window is read.
 *
 * @throws {TaskError} `bad-option` for an unknown pooling, or a layer the model does not have or the pooling ignores.
 */
export async function embedText(model: Model, request: EmbedParams): Promise<EmbedResult> {
  const pooling = request.pooling ?? "mean";
  const hidden = selectLayers(model, pooling, request.layer);
  const { encodings, read } = encode(model, request);
  const { hiddenSize } = model.info;
  const total = encodings.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const embedding = new Array<number>(pooling === "concat-last-four" ? 4 * hiddenSize : hiddenSize).fill(0);
  // One window after the other: the states of all windows of a long text would take gigabytes.
  for (const encoding of encodings) {
    const { tokens } = encoding;
    const output = await model.run({ inputs: [toInput(encoding)], hidden });
    const layers = (output.hidden?.[0] ?? []).map((states) => poolTokens(states, hiddenSize, selectTokens(pooling)));
    const pooled = pooling === "concat-last-four" ? layers.flat() : sum(layers);
    for (const [k, value] of pooled.entries()) embedding[k] = (embedding[k] ?? 0) + (value * tokens.length) / total;
  }
  return { embedding, precision: model.info.statesPrecision, ...(read && { read }) };
}

function selectLayers(model: Model, pooling: Pooling, layer: number | undefined): number[] {
  if (!POOLINGS.includes(pooling)) {
    throw new TaskError(
      "bad-option",
      l10n.t("pooling is {0}, expected one of {1}", quote(pooling), POOLINGS.join(", ")),
    );
  }
  const last = model.info.layers;
  if (pooling === "cls" || pooling === "mean" || pooling === "weighted") {
    return [checkWhole("layer", layer ?? last, 0, last)];
  }
  if (layer !== undefined) {
    throw new TaskError(
      "bad-option",
      l10n.t("layer is {0}, but pooling {1} chooses its own layers", layer, quote(pooling)),
    );
  }
  if (pooling === "second-to-last-mean") return [last - 1];
  if (last < 4)
    throw new TaskError("bad-option", l10n.t('pooling "{0}" needs 4 layers, the model has {1}', pooling, last));
  return [last - 3, last - 2, last - 1, last];
}

function encode(
  model: Model,
  request: EmbedParams,
): { readonly encodings: readonly Encoding[]; readonly read: PartRead | undefined } {
  if (request.pair === undefined) {
    const { text, specials = "mask" } = request;
    const { tokenizer, info } = model;
    const encodings = tokenizer.encodeWindows(text, { maxTokens: info.maxTokens, specials });
    const read = { windows: encodings.length, span: { start: 0, end: text.length } };
    return { encodings, read: encodings.length > 1 ? read : undefined };
  }
  const { tokens, read } = readFirstWindow(model, request);
  return { encodings: [{ tokens }], read };
}

/** How each of its layers is pooled. */
function selectTokens(pooling: Pooling): TokenPooling {
  return pooling === "cls" || pooling === "weighted" ? pooling : "mean";
}

function sum(vectors: readonly (readonly number[])[]): number[] {
  return (vectors[0] ?? []).map((_, k) => vectors.reduce((total, vector) => total + (vector[k] ?? NaN), 0));
}
