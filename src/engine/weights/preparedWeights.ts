import type { GraphWeights } from "../../graph/graphWeights";
import type { OpenSession } from "../sessions/openSession";

/** Weights of a loaded model, and the way to open sessions over them. */
export interface PreparedWeights {
  readonly graphWeights: GraphWeights;
  /** Opens sessions only over files that are what they were when the model was loaded. */
  readonly openSession: OpenSession;
  /**
   * Sessions map their files, so a file that is written to changes their answers. Called before and after each run:
   * before, because reading what a file no longer has ends the process.
   *
   * @throws {CheckpointError} `changed`; {GraphError} `bad-file`.
   */
  readonly verify: () => void | Promise<void>;
  /** Whether something went wrong that only loading the model again can mend. */
  readonly isStale: () => boolean;
}
