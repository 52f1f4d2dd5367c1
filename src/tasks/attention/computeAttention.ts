import { setImmediate } from "#platform/turns";
import type { Model, ModelInput } from "../model/model";
import { softmax } from "../model/softmax";
import type { Head } from "../schemas/headSchema";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import type { AttentionParams, AttentionResult } from "./attentionRequest";
import { groupLayers } from "./groupLayers";
import { measureShares } from "./measureShares";
import { selectHeadMap } from "./selectHeadMap";
import { selectHeads } from "./selectHeads";

/**
 * The attention of one head, or the mean of several, over a text or pair. Of a text over the model's limit, only the first
 * window is read.
 *
 * @throws {TaskError} `bad-option` for a layer or head that the model does not have.
 */
export async function computeAttention(model: Model, request: AttentionParams): Promise<AttentionResult> {
  const heads = selectHeads(model.info, request);
  const { tokens, read } = readFirstWindow(model, request);
  const isPair = request.pair !== undefined && model.info.has.nsp;
  const input = toInput({ tokens });
  const [only, ...others] = heads;
  const isOne = only !== undefined && others.length === 0;
  const { weights, nsp } = isOne
    ? await readOne(model, input, { ...only, isPair })
    : await readMean(model, input, { heads, isPair });
  const isNext = nsp && softmax(nsp)[0];
  return {
    tokens,
    heads,
    attention: weights,
    shares: measureShares(tokens, weights),
    ...(isNext !== undefined && { isNext }),
    precision: model.info.statesPrecision,
    ...(read && { read }),
  };
}

interface Mean {
  /** [T, T]: memory of its own. */
  readonly weights: Float32Array;
  /** Two logits, of a pair. */
  readonly nsp: Float32Array | undefined;
}

async function readOne(
  model: Model,
  input: ModelInput,
  { layer, head, isPair }: Head & { readonly isPair: boolean },
): Promise<Mean> {
  const output = await model.run({ inputs: [input], attention: [layer], nsp: isPair, exact: true });
  const maps = output.attention?.[0]?.[0] ?? new Float32Array();
  const weights = selectHeadMap(maps, head, input.ids.length).slice();
  return { weights, nsp: isPair ? output.nsp?.[0] : undefined };
}

async function readMean(
  model: Model,
  input: ModelInput,
  { heads, isPair }: { readonly heads: readonly Head[]; readonly isPair: boolean },
): Promise<Mean> {
  const T = input.ids.length;
  const layers = [...new Set(heads.map(({ layer }) => layer))];
  const sum = new Float64Array(T * T);
  let nsp: Float32Array | undefined;
  for (const [index, attention] of groupLayers(layers, model.info.heads * T * T).entries()) {
    const output = await model.run({ inputs: [input], attention, nsp: isPair && index === 0, exact: true });
    if (isPair) nsp ??= output.nsp?.[0];
    for (const [i, layer] of attention.entries()) {
      const maps = output.attention?.[0]?.[i] ?? new Float32Array();
      for (const { head } of heads.filter((each) => each.layer === layer)) add(sum, selectHeadMap(maps, head, T));
      // The heads of a layer of a long text take hundredths of a second: let others have their turn.
      await setImmediate();
    }
  }
  for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? NaN) / heads.length;
  return { weights: Float32Array.from(sum), nsp };
}

function add(sum: Float64Array, map: Float32Array): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? NaN) + (map[i] ?? NaN);
}
