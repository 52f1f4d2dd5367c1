import { attentionOutput, hiddenOutput } from "../../graph/buildGraph";
import type { ModelInput, ModelOutput, ModelRequest } from "../../tasks/model/model";
import type { OnnxSession } from "../sessions/onnxSession";
import { requireFloats } from "../sessions/requireFloats";

/**
 * Computes hidden states and attention, one sequence at a time. Sequences are not batched because the session keeps no
 * packed weights, and products then depend on the batch.
 */
export async function runStates(
  session: OnnxSession,
  { inputs, hidden, attention }: ModelRequest,
): Promise<ModelOutput> {
  const states: (readonly Float32Array[])[] = [];
  const maps: (readonly Float32Array[])[] = [];
  for (const input of inputs) {
    const outputs = await session.run(feedOne(input));
    if (hidden !== undefined) states.push(hidden.map((layer) => requireFloats(outputs, hiddenOutput(layer))));
    if (attention !== undefined) maps.push(attention.map((layer) => requireFloats(outputs, attentionOutput(layer))));
  }
  return { ...(hidden && { hidden: states }), ...(attention && { attention: maps }) };
}

function feedOne({ ids, segments }: ModelInput) {
  const shape = [1, ids.length];
  return {
    ids: { values: new Int32Array(ids), shape },
    segments: { values: new Int32Array(segments), shape },
  };
}
