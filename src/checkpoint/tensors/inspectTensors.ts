import * as l10n from "@vscode/l10n";
import type { ReadoutState } from "../checkpoint";
import { explainShape, hasShape } from "./checkShape";
import type { ExpectedTensor } from "./expectedTensors";
import type { Weights } from "./readTensors";

/** Says whether the weights hold all tensors of a readout; if not, the reason names the first that is missing or other. */
export function inspectTensors(weights: Weights, expected: readonly ExpectedTensor[]): ReadoutState {
  for (const [name, shape] of expected) {
    const tensor = weights.tensors.get(name);
    const dtype = weights.others.get(name);
    if (dtype !== undefined) return absent(l10n.t("tensor {0} is {1}, and Cloze runs F32, F16 and BF16", name, dtype));
    if (tensor === undefined) return absent(l10n.t("the checkpoint has no tensor {0}", name));
    if (!hasShape(tensor, shape)) return absent(explainShape(name, tensor, shape));
  }
  return { present: true };
}

function absent(reason: string): ReadoutState {
  return { present: false, reason };
}
