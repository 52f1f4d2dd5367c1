import { attentionOutput, hiddenOutput, productsOutput, queryOutputs } from "../../graph/buildGraph";
import type { ModelInput, ModelOutput, ModelRequest, QueriesAndKeys } from "../../tasks/model/model";
import type { OnnxSession, Outputs } from "../sessions/onnxSession";
import { requireFloats } from "../sessions/requireFloats";

/**
 * Computes hidden states and what is inside the layers, one sequence at a time. Sequences are not batched because the session keeps no
 * packed weights, and products then depend on the batch.
 */
export async function runStates(
  session: OnnxSession,
  { inputs, hidden, attention, products, queries }: ModelRequest,
): Promise<ModelOutput> {
  const states: (readonly Float32Array[])[] = [];
  const maps: (readonly Float32Array[])[] = [];
  const spreads: (readonly Float32Array[])[] = [];
  const compared: (readonly QueriesAndKeys[])[] = [];
  for (const input of inputs) {
    const outputs = await session.run(feedOne(input));
    if (hidden !== undefined) states.push(hidden.map((layer) => requireFloats(outputs, hiddenOutput(layer))));
    if (products !== undefined) spreads.push(products.map((layer) => requireFloats(outputs, productsOutput(layer))));
    if (queries !== undefined) compared.push(queries.map((layer) => readQueries(outputs, layer)));
    if (attention !== undefined) maps.push(attention.map((layer) => requireFloats(outputs, attentionOutput(layer))));
  }
  return {
    ...(hidden && { hidden: states }),
    ...(attention && { attention: maps }),
    ...(products && { products: spreads }),
    ...(queries && { queries: compared }),
  };
}

function readQueries(outputs: Outputs, layer: number): QueriesAndKeys {
  const names = queryOutputs(layer);
  return { query: requireFloats(outputs, names.query), key: requireFloats(outputs, names.key) };
}

function feedOne({ ids, segments }: ModelInput) {
  const shape = [1, ids.length];
  return {
    ids: { values: new Int32Array(ids), shape },
    segments: { values: new Int32Array(segments), shape },
  };
}
