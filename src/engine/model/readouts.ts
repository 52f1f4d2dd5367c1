import type { Model, ModelInfo } from "../../tasks/model/model";
import type { Batching } from "../steps/batching";

/** Whether a graph says something of slips besides what all sessions are asked for. */
export type GraphPart = "usual" | "slips";

/** All readouts of a model on one device. Readouts are the layers that answer fills, pairs and tones. */
export interface Readouts extends Batching, Pick<Model, "run"> {
  readonly precision: ModelInfo["precision"];
  /** Bytes of the `.onnx` files that are run for a part. */
  listGraphs(part: GraphPart): readonly Uint8Array[];
  dispose(): Promise<void>;
}
