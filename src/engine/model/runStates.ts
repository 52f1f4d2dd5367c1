import { attentionOutput, hiddenOutput } from "../../graph/buildGraph";
import { ModelError, type ModelInput, type ModelOutput, type ModelRequest } from "../../tasks/model/model";
import type { OnnxSession, Outputs } from "../sessions/onnxSession";

/** Runs hidden states and attention, one sequence after the other: its session keeps no weights packed, and products then depend on the batch. */
export async function runStates(
  session: OnnxSession,
  { inputs, hidden, attention }: ModelRequest,
): Promise<ModelOutput> {
  const states: (readonly Float32Array[])[] = [];
  const maps: (readonly Float32Array[])[] = [];
  for (const input of inputs) {
    const outputs = await session.run(feedOne(input));
    if (hidden !== undefined) states.push(hidden.map((layer) => read(outputs, hiddenOutput(layer))));
    if (attention !== undefined) maps.push(attention.map((layer) => read(outputs, attentionOutput(layer))));
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

function read(outputs: Outputs, name: string): Float32Array {
  const values = outputs.get(name);
  if (!(values instanceof Float32Array)) throw new ModelError("failed", `the graph lacks the output "${name}"`);
  return values;
}
