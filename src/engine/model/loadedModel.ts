import type { Model, ModelInfo } from "../../tasks/model/model";
import type { Batching } from "../steps/batching";
import type { Turn } from "../steps/scheduler";
import type { ModelOrigin } from "../weights/readOrigin";
import type { GraphPart } from "./readouts";

/**
 * A model that the engine has loaded. Without the members of {@link Batching} it runs one batch at a time, of the
 * default size.
 */
export interface LoadedModel extends Model, Partial<Batching> {
  /**
   * Hash of everything that the answers of a part depend on besides the text. Without it, no answer is kept on disk.
   *
   * @param part - Default: "usual".
   */
  identify?(part?: GraphPart): Promise<string>;
  /**
   * Hidden states of one layer, for many sequences: batches of sequences of one length, side by side once there are many.
   * It serves until states of another layer are asked for, and ends with the model. Without it, `run` has to do.
   */
  openStates?(layer: number): Batching & Pick<Model, "run">;
  /** Hash of everything that these states depend on besides the text. Without it, nothing made of them is kept on disk. */
  identifyStates?(layer: number): Promise<string>;
  /** SHA-256 of its files of weights, one after the other, in hexadecimal. */
  hashWeights?(): Promise<string>;
  /** What its answers come from. @throws {CheckpointError} `changed` */
  readOrigin?(): Promise<ModelOrigin>;
  /**
   * Moves the readouts to the device that is best for them, if that is still open. Without it, the model stays where
   * it is.
   *
   * @throws {EngineError} `cancelled` by `turn`.
   */
  chooseDevice?(turn: Turn): Promise<ModelInfo>;
  /**
   * Measures how far int8 agrees with float32, unless that is known. The outcome counts once the model is loaded again,
   * for which `isStale` asks: so no answer that is under way is of two precisions.
   *
   * @param again - Measure even if it is known.
   * @throws {ModelError} `failed`; {EngineError} `cancelled` by `turn`.
   */
  measure?(turn: Turn, again?: boolean): Promise<void>;
  /**
   * Runs each readout once on a short input that is nobody's text.
   *
   * @throws {ModelError} `failed` if the model does not answer; {CheckpointError} `changed`.
   */
  answerOnce?(): Promise<void>;
  /** Whether it must be loaded again before it is used again: its weights were changed under it. */
  isStale?(): boolean;
  /** Frees the sessions; later runs fail. */
  dispose(): void | Promise<void>;
}

/** Loads a checkpoint folder; the caller disposes the model. */
export type LoadModel = (folder: string) => Promise<LoadedModel>;
