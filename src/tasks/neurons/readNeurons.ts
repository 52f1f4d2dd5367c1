import * as l10n from "@vscode/l10n";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { softmax } from "../model/softmax";
import { TaskError } from "../model/taskError";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import type { NeuronsParams, NeuronsResult } from "./neuronsRequest";

/**
 * The queries and keys of one head over a text or pair: the sum of a query's products with a key, divided by √D, is the
 * score that the softmax turns into attention. Of a text over the model's limit, only the first window is read.
 *
 * Source: Vaswani et al. 2017, equation 1; shown element by element as in BertViz's neuron view (Vig 2019).
 *
 * @throws {TaskError} `bad-option` for a layer, head or token that there is not, and for one token of a pair without the other.
 */
export async function readNeurons(model: Model, request: NeuronsParams): Promise<NeuronsResult> {
  const { layers, heads, hiddenSize } = model.info;
  const layer = checkWhole("layer", request.layer ?? layers - 1, 0, layers - 1);
  const head = checkWhole("head", request.head ?? 0, 0, heads - 1);
  const { tokens, read } = readFirstWindow(model, request);
  const places = (["from", "to"] as const).flatMap((name) => {
    const position = request[name];
    return position === undefined ? [] : [checkWhole(name, position, 0, tokens.length - 1)];
  });
  if (places.length === 1) throw new TaskError("bad-option", l10n.t("from or to alone, expected both or neither"));
  const output = await model.run({ inputs: [toInput({ tokens })], queries: [layer] });
  const found = output.queries?.[0]?.[0];
  const cut = (values: Float32Array | undefined) => cutHead(values ?? new Float32Array(), { head, heads, hiddenSize });
  const [query, key] = [cut(found?.query), cut(found?.key)];
  const size = hiddenSize / heads;
  const [from, to] = places;
  return {
    tokens,
    layer,
    head,
    size,
    query,
    key,
    ...(from !== undefined && to !== undefined && { pair: comparePair({ query, key, size }, from, to) }),
    precision: model.info.statesPrecision,
    ...(read && { read }),
  };
}

/** The columns of one head. @param values - [T, H] @returns [T, D] */
function cutHead(
  values: Float32Array,
  { head, heads, hiddenSize: H }: { readonly head: number; readonly heads: number; readonly hiddenSize: number },
): Float32Array {
  const D = H / heads;
  const T = values.length / H;
  const own = new Float32Array(T * D);
  for (let t = 0; t < T; t += 1) own.set(values.subarray(t * H + head * D, t * H + (head + 1) * D), t * D);
  return own;
}

function comparePair(
  { query, key, size: D }: Pick<NeuronsResult, "query" | "key" | "size">,
  from: number,
  to: number,
): NonNullable<NeuronsResult["pair"]> {
  const multiply = (other: number) =>
    Float64Array.from({ length: D }, (_, i) => {
      return ((query[from * D + i] ?? NaN) * (key[other * D + i] ?? NaN)) / Math.sqrt(D);
    });
  const scores = Float32Array.from({ length: key.length / D }, (_, other) =>
    multiply(other).reduce((a, b) => a + b, 0),
  );
  return {
    products: Float32Array.from(multiply(to)),
    score: scores[to] ?? NaN,
    weight: softmax(scores)[to] ?? NaN,
  };
}
