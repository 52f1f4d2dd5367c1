import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import type { ModelInfo } from "../../tasks/model/model";
import type { Tokenizer } from "../../tokenizer/encoding";
import { CPU } from "../protocol/device";
import { describeCheckpoint } from "./inspectModel";
import type { WeightsChosen, WeightsInUse } from "./prepareWeights";
import type { SwitchedReadouts } from "./switchedReadouts";

/** What is said of a loaded model, and of where its readouts run. */
export function describeModel(
  { checkpoint, tokenizer }: { readonly checkpoint: Checkpoint; readonly tokenizer: Tokenizer },
  { chosen, precision }: Pick<SwitchedReadouts, "chosen" | "precision">,
  {
    states,
    precisionReason,
    agreement,
  }: Pick<WeightsChosen, "precisionReason" | "agreement"> & {
    readonly states: Pick<WeightsInUse, "precision">;
  },
): ModelInfo {
  const { config, readouts } = checkpoint;
  return {
    ...describeCheckpoint(checkpoint),
    heads: config.heads,
    hiddenSize: config.hiddenSize,
    vocabularySize: checkpoint.tokenizer.pieces.length,
    maxTokens: config.maxTokens,
    mask: checkpoint.tokenizer.specials.mask,
    continuingPrefix: tokenizer.vocabulary.continuingPrefix,
    problem: checkpoint.problem,
    temperature: checkpoint.temperature,
    ...(readouts.slips.present && { slipActions: [...checkpoint.slipActions] }),
    ...(checkpoint.slipCalibration && { slipCalibration: checkpoint.slipCalibration }),
    device: chosen.device.name,
    deviceReason: chosen.reason,
    precision,
    statesPrecision: states.precision,
    precisionReason:
      chosen.device === CPU ? precisionReason : l10n.t("{0} computes in it whatever is asked", chosen.device.name),
    ...(agreement && { agreement }),
  };
}
