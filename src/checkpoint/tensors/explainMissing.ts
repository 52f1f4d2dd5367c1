import * as l10n from "@vscode/l10n";
import { CheckpointError } from "../files/checkpointError";
import type { ExpectedTensor } from "./expectedTensors";
import type { Weights } from "./readTensors";

/** Says why a tensor is not among the weights: it is not in the files, or its numbers are of a type that Cloze does not run. */
export function explainMissing([name, shape]: ExpectedTensor, { tensors, others }: Weights): CheckpointError {
  const dtype = others.get(name);
  if (dtype === undefined) {
    return new CheckpointError(
      "missing-tensor",
      l10n.t(
        'tensor "{0}": not among the {1} weights of the checkpoint, expected shape [{2}]',
        name,
        tensors.size,
        shape.join(", "),
      ),
    );
  }
  return new CheckpointError(
    "unsupported",
    l10n.t('tensor "{0}": its numbers are {1}, and Cloze runs F32, F16 and BF16. {2}', name, dtype, suggest(dtype)),
  );
}

function suggest(dtype: string): string {
  if (dtype === "F64") {
    return l10n.t("Save the model with 32 bits: in Python, model.float().save_pretrained(folder).");
  }
  return l10n.t(
    "These are quantized weights: use the model that they were made from. Cloze makes 8-bit weights itself.",
  );
}
