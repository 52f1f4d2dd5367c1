import type { Checkpoint } from "../../checkpoint/checkpoint";
import { ModelError, type ModelInfo } from "../../tasks/model/model";
import { rememberMatrixType } from "../devices/rememberMatrixType";
import type { PrecisionChoice } from "../protocol/precision";
import { checkInThread } from "../weights/checkInThread";
import { createExactWeights } from "../weights/createExactWeights";
import type { PreparedWeights } from "../weights/preparedWeights";
import { prepareInt8 } from "../weights/prepareInt8";

export interface WeightsWanted {
  /** "auto" is int8 if its weights can be kept in the cache folder, and fp32 if not. */
  readonly precision: PrecisionChoice;
  readonly cacheFolder: string;
  /** Path of the built `src/checkThread.ts`. Without it, this thread checks the int8 weights. */
  readonly checkPath: string | undefined;
}

/** Weights, and what is computed with them. */
export interface WeightsInUse extends Pick<ModelInfo, "precision"> {
  readonly weights: PreparedWeights;
}

/**
 * The weights that run on the CPU: those of the readouts, and those of what is looked at.
 *
 * @throws what `prepareInt8` throws, for "int8".
 */
export async function prepareWeights(
  checkpoint: Checkpoint,
  { precision, cacheFolder, checkPath }: WeightsWanted,
): Promise<{ readonly readouts: WeightsInUse; readonly states: WeightsInUse }> {
  const fp32 = { weights: createExactWeights(checkpoint), precision: "fp32" } as const;
  if (precision === "fp32") return { readouts: fp32, states: fp32 };
  const check = checkPath === undefined ? undefined : checkInThread.bind(undefined, checkPath);
  try {
    const matrixType = await rememberMatrixType(cacheFolder);
    const weights = await prepareInt8(checkpoint, { cacheFolder, matrixType, check });
    const int8 = { weights, precision: "int8" } as const;
    return { readouts: int8, states: precision === "int8" ? int8 : fp32 };
  } catch (error) {
    // A full disk or a folder that cannot be written costs speed, not the answer.
    if (precision === "auto" && error instanceof ModelError) return { readouts: fp32, states: fp32 };
    throw error;
  }
}
