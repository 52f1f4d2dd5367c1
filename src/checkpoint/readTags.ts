import type { ReadoutState, WeightTensor } from "./checkpoint";
import { CheckpointError } from "./files/checkpointError";
import type { JsonFields } from "./files/jsonFields";
import { readLabels } from "./readLabels";
import { CLASSIFIER_NAME } from "./tensors/tensorNames";

/** The readout that labels tokens. */
export interface Tags {
  readonly state: ReadoutState;
  /** One for each logit; empty without the readout. */
  readonly labels: readonly string[];
}

/**
 * Reads what config.json says of the readout that labels tokens. A fault in it makes the readout absent, and the reason
 * says what is wrong: the other readouts need none of it.
 *
 * @param state - Whether the weights hold it.
 */
export function readTags(fields: JsonFields, tensors: ReadonlyMap<string, WeightTensor>, state: ReadoutState): Tags {
  if (!state.present) return { state, labels: [] };
  try {
    return { state, labels: readLabels(fields, tensors.get(`${CLASSIFIER_NAME}.bias`)?.shape[0] ?? 0) };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return { state: { present: false, reason: error.message }, labels: [] };
  }
}
