import type { Model, ModelInfo } from "../../tasks/model/model";
import type { Batching } from "../steps/batching";

/** All readouts of a model on one device. Readouts are the layers that answer fills, pairs and tones. */
export interface Readouts extends Batching, Pick<Model, "run"> {
  readonly precision: ModelInfo["precision"];
  /** Bytes of the `.onnx` files that are run. */
  listGraphs(): readonly Uint8Array[];
  dispose(): Promise<void>;
}
