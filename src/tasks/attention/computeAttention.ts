import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { softmax } from "../model/softmax";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import type { AttentionParams, AttentionResult } from "./attentionRequest";
import { measureShares } from "./measureShares";
import { selectHeadMap } from "./selectHeadMap";

/**
 * The attention of one head over a text or pair. Of a text over the model's limit, only the first window is read.
 *
 * @throws {TaskError} `bad-option` for a layer or head that the model does not have.
 */
export async function computeAttention(model: Model, request: AttentionParams): Promise<AttentionResult> {
  const { layers, heads } = model.info;
  const layer = checkWhole("layer", request.layer ?? layers - 1, 0, layers - 1);
  const head = checkWhole("head", request.head ?? 0, 0, heads - 1);
  const { tokens, read } = readFirstWindow(model, request);

  const nsp = request.pair !== undefined && model.info.has.nsp;
  const output = await model.run({ inputs: [toInput({ tokens })], attention: [layer], nsp, exact: true });
  const maps = output.attention?.[0]?.[0] ?? new Float32Array();
  const weights = selectHeadMap(maps, head, tokens.length);
  const isNext = nsp ? softmax(output.nsp?.[0] ?? new Float32Array())[0] : undefined;
  return {
    tokens,
    layer,
    head,
    attention: tokens.map((_, row) => Array.from(weights.subarray(row * tokens.length, (row + 1) * tokens.length))),
    shares: measureShares(tokens, weights),
    ...(isNext !== undefined && { isNext }),
    precision: model.info.statesPrecision,
    ...(read && { read }),
  };
}
