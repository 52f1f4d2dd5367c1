import type { Checkpoint } from "../../checkpoint/checkpoint";
import { refuseWrittenFiles, requireWeightFiles } from "../../checkpoint/weightFile";
import { checkpointWeights } from "../../graph/graphWeights";
import type { PreparedWeights } from "./preparedWeights";

/** The weights in the checkpoint's own files, exact as they are. */
export function createExactWeights(checkpoint: Checkpoint): PreparedWeights {
  let isStale = false;
  const verify = () => {
    try {
      refuseWrittenFiles(checkpoint);
    } catch (error) {
      isStale = true;
      throw error;
    }
  };
  return {
    graphWeights: checkpointWeights(checkpoint),
    openSession: async (open) => {
      verify();
      requireWeightFiles(checkpoint);
      const session = await open();
      try {
        verify();
        requireWeightFiles(checkpoint);
        return session;
      } catch (error) {
        await session.dispose();
        throw error;
      }
    },
    verify,
    isStale: () => isStale,
  };
}
