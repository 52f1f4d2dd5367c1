import type { ReadoutState } from "../checkpoint";
import { explainShape, hasShape } from "./checkShape";
import type { ExpectedTensor } from "./expectedTensors";
import type { Weights } from "./readTensors";

/** Says whether the weights hold all tensors of a readout; if not, the reason names the first that is missing or other. */
export function inspectTensors(weights: Weights, expected: readonly ExpectedTensor[]): ReadoutState {
  for (const [name, shape] of expected) {
    const tensor = weights.tensors.get(name);
    const dtype = weights.others.get(name);
    if (dtype !== undefined) return absent(`tensor ${name} is ${dtype}, and Cloze runs F32, F16 and BF16`);
    if (tensor === undefined) return absent(`the checkpoint has no tensor ${name}`);
    if (!hasShape(tensor, shape)) return absent(explainShape(name, tensor, shape));
  }
  return { present: true };
}

function absent(reason: string): ReadoutState {
  return { present: false, reason };
}
