import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import type { MapsParams, MapsResult } from "./mapsRequest";

/**
 * The attention of all heads of one layer. Of a text over the model's limit, only the first window is read.
 *
 * @throws {TaskError} `bad-option` for a layer that the model does not have.
 */
export async function computeMaps(model: Model, request: MapsParams): Promise<MapsResult> {
  const { layers, heads, statesPrecision } = model.info;
  const layer = checkWhole("layer", request.layer, 0, layers - 1);
  const { tokens, read } = readFirstWindow(model, request);
  const output = await model.run({ inputs: [toInput({ tokens })], attention: [layer] });
  const maps = output.attention?.[0]?.[0] ?? new Float32Array();
  return { tokens, heads, maps, precision: statesPrecision, ...(read && { read }) };
}
