import * as l10n from "@vscode/l10n";
import type { Checkpoint, ReadoutName } from "../../checkpoint/checkpoint";
import { ModelError, type ModelInfo } from "../../tasks/model/model";
import { judgeAgreement } from "../agreement/judgeAgreement";
import { findAgreement, type Subject } from "../agreement/keptAgreement";
import { rememberMatrixType } from "../devices/rememberMatrixType";
import { ASKED_FOR } from "../protocol/choiceReasons";
import type { PrecisionChoice } from "../protocol/precision";
import { checkInThread } from "../weights/checkInThread";
import { createExactWeights } from "../weights/createExactWeights";
import type { PreparedWeights } from "../weights/preparedWeights";
import { prepareInt8 } from "../weights/prepareInt8";

export interface WeightsWanted {
  /** See {@link prepareWeights}. */
  readonly precision: PrecisionChoice;
  readonly cacheFolder: string;
  /** Path of the built `src/checkThread.ts`. Without it, this thread checks the int8 weights. */
  readonly checkPath: string | undefined;
}

/** Weights, and what is computed with them. */
export interface WeightsInUse extends Pick<ModelInfo, "precision"> {
  readonly weights: PreparedWeights;
}

export interface WeightsChosen extends Pick<ModelInfo, "precisionReason" | "agreement"> {
  readonly readouts: WeightsInUse;
  /** Of what is looked at. */
  readonly states: WeightsInUse;
  /** What measuring the model would be about; undefined if nothing would change. */
  readonly subject?: Subject | undefined;
}

/** The readouts whose answers in int8 are compared with those in float32. Those of every token are always in float32. */
const MEASURED: readonly ReadoutName[] = ["mlm", "nsp", "classifier", "slips"];

/**
 * Chooses the weights that run on the CPU. With "auto", readouts are in int8 if that is known to agree with float32.
 *
 * @throws what `prepareInt8` throws, for "int8".
 */
export async function prepareWeights(checkpoint: Checkpoint, wanted: WeightsWanted): Promise<WeightsChosen> {
  const { precision, cacheFolder } = wanted;
  const fp32 = { weights: createExactWeights(checkpoint), precision: "fp32" } as const;
  const exact = { readouts: fp32, states: fp32 };
  if (precision === "fp32") return { ...exact, precisionReason: ASKED_FOR };
  if (precision === "auto" && !MEASURED.some((readout) => checkpoint.readouts[readout].present)) {
    return { ...exact, precisionReason: describeExact(checkpoint) };
  }
  try {
    const subject = { checkpoint, matrixType: await rememberMatrixType(cacheFolder), cacheFolder };
    const agreement = await findAgreement(subject);
    const known = { subject, ...(agreement && { agreement }) };
    if (precision === "int8") {
      const int8 = await openInt8(subject, wanted);
      return { ...known, readouts: int8, states: int8, precisionReason: ASKED_FOR };
    }
    if (agreement === undefined) {
      return { ...exact, ...known, precisionReason: l10n.t("it is not known yet how far int8 agrees with it") };
    }
    const { agrees, reason } = judgeAgreement(agreement);
    if (!agrees) return { ...exact, ...known, precisionReason: reason };
    return { ...known, readouts: await openInt8(subject, wanted), states: fp32, precisionReason: reason };
  } catch (error) {
    // A full disk or a folder that cannot be written costs speed, not the answer.
    if (precision === "auto" && error instanceof ModelError) return { ...exact, precisionReason: error.message };
    throw error;
  }
}

export async function openInt8(
  { checkpoint, matrixType, cacheFolder }: Subject,
  { checkPath }: Pick<WeightsWanted, "checkPath">,
): Promise<WeightsInUse> {
  const check = checkPath === undefined ? undefined : checkInThread.bind(undefined, checkPath);
  return { weights: await prepareInt8(checkpoint, { cacheFolder, matrixType, check }), precision: "int8" };
}

/** Why a model without a readout that is measured computes in float32. */
function describeExact({ readouts: { answers, tags } }: Checkpoint): string {
  const isAsked = answers.present || tags.present;
  return isAsked
    ? l10n.t("answers to questions and labels of words are computed in it")
    : l10n.t("this model can only be looked at");
}
