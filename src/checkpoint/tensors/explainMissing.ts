import { CheckpointError } from "../files/checkpointError";
import type { ExpectedTensor } from "./expectedTensors";
import type { Weights } from "./readTensors";

/** Says why a tensor is not among the weights: it is not in the files, or its numbers are of a type that Cloze does not run. */
export function explainMissing([name, shape]: ExpectedTensor, { tensors, others }: Weights): CheckpointError {
  const dtype = others.get(name);
  if (dtype === undefined) {
    return new CheckpointError(
      "missing-tensor",
      `tensor "${name}": not among the ${tensors.size} weights of the checkpoint, expected shape [${shape.join(", ")}]`,
    );
  }
  return new CheckpointError(
    "unsupported",
    `tensor "${name}": its numbers are ${dtype}, and Cloze runs F32, F16 and BF16. ${suggest(dtype)}`,
  );
}

function suggest(dtype: string): string {
  if (dtype === "F64") {
    return "Save the model with 32 bits: in Python, model.float().save_pretrained(folder).";
  }
  return "These are quantized weights: use the model that they were made from. Cloze makes 8-bit weights itself.";
}
