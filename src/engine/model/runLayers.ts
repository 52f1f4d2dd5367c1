import { STATES_INPUT } from "../../graph/graphInputs";
import type { ModelOutput, ModelRequest, TopPieces } from "../../tasks/model/model";
import type { Feed, OnnxSession, Outputs } from "../sessions/onnxSession";
import { requireFloats } from "../sessions/requireFloats";
import { feed } from "./feeds";
import { requireTop } from "./requireTop";

/**
 * Runs readouts over the states of several layers, one layer after the other.
 *
 * @param session - Of a graph whose readouts read states that are given.
 * @param states - Of each layer, [T, H].
 */
export async function runLayers(
  session: OnnxSession,
  { inputs, mlm = [], top, nsp, classifier }: ModelRequest,
  states: readonly Float32Array[],
): Promise<ModelOutput> {
  const T = inputs[0]?.ids.length ?? 0;
  const positions = [CLS, ...mlm.map(({ position }) => position)];
  const words = mlm.length === 0 ? [] : top === undefined ? LOGITS : BEST;
  const fetches = [...words, ...(nsp === true ? ["nsp"] : []), ...(classifier === true ? ["classifier"] : [])];
  const found: Outputs[] = [];
  for (const layer of states) found.push(await session.run(feedStates(layer, { T, positions, top }), fetches));
  return {
    ...(words === LOGITS && { mlm: found.flatMap((outputs) => cutRows(requireFloats(outputs, "mlm"), mlm.length)) }),
    ...(words === BEST && { top: found.flatMap((outputs) => listTop(outputs, mlm.length)) }),
    ...(nsp === true && { nsp: found.map((outputs) => requireFloats(outputs, "nsp")) }),
    ...(classifier === true && { classifier: found.map((outputs) => requireFloats(outputs, "classifier")) }),
  };
}

const LOGITS: readonly string[] = ["mlm"];
const BEST: readonly string[] = ["topIds", "topLogProbabilities"];
/** Position of [CLS]. */
const CLS = 0;

/** @param layer - [T, H]. Its row 0, [CLS], is pooled; the MLM readout reads the others that are asked for. */
function feedStates(
  layer: Float32Array,
  {
    T,
    positions,
    top = 1,
  }: { readonly T: number; readonly positions: readonly number[]; readonly top?: number | undefined },
): Readonly<Record<string, Feed>> {
  const H = layer.length / T;
  const R = positions.length;
  const rows = new Float32Array(R * H);
  for (const [r, position] of positions.entries()) rows.set(layer.subarray(position * H, (position + 1) * H), r * H);
  const masked = Array.from({ length: R - 1 }, (_, m) => m + 1);
  return {
    [STATES_INPUT]: { values: rows, shape: [1, R, H] },
    masked: feed(masked, [masked.length]),
    pooled: feed([CLS], [1]),
    tokens: feed([], [0]),
    top: feed([top], [1]),
  };
}

function cutRows(values: Float32Array, M: number): Float32Array[] {
  const size = values.length / M;
  return Array.from({ length: M }, (_, m) => values.subarray(m * size, (m + 1) * size));
}

function listTop(outputs: Outputs, M: number): TopPieces[] {
  const { ids, logProbabilities } = requireTop(outputs);
  const size = ids.length / M;
  return Array.from({ length: M }, (_, m) => ({
    ids: ids.subarray(m * size, (m + 1) * size),
    logProbabilities: logProbabilities.subarray(m * size, (m + 1) * size),
  }));
}
