import type { Checkpoint } from "../../checkpoint/checkpoint";
import { listServedOutputs } from "../../graph/buildServedGraph";
import type { ServedHead } from "../../tasks/schemas/servedHeadSchema";

/** An input or output as the Open Inference Protocol describes it: a size of -1 is any. */
export interface ServedTensor {
  readonly name: string;
  readonly datatype: "INT64" | "FP32";
  readonly shape: readonly number[];
}

/** What a server is to know of a model. */
export interface ServedModel {
  readonly name: string;
  readonly inputs: readonly ServedTensor[];
  readonly outputs: readonly ServedTensor[];
}

/** The inputs and outputs of a checkpoint that is served. */
export function describeServed(checkpoint: Checkpoint, head: ServedHead): Omit<ServedModel, "name"> {
  const names = ["input_ids", "attention_mask", ...(checkpoint.config.segments === 0 ? [] : ["token_type_ids"])];
  return {
    inputs: names.map((name) => ({ name, datatype: "INT64", shape: [-1, -1] })),
    outputs: listServedOutputs(checkpoint, head).map(({ name, shape }) => ({
      name,
      datatype: "FP32",
      shape: shape.map((size) => (typeof size === "number" ? size : -1)),
    })),
  };
}
