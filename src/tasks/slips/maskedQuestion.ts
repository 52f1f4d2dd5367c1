import { logSumExp } from "../model/logSumExp";
import type { ModelInput } from "../model/model";
import type { FoundSlips } from "./slipsRequest";

/** An input with a mask, and the place in it whose logits are wanted, over the whole vocabulary. */
export interface MaskedPlace {
  readonly input: ModelInput;
  readonly position: number;
}

/** What is masked in one sentence and read, and what the answers say: its slips, or what is to be read after that. */
export interface MaskedQuestion {
  readonly masked: readonly MaskedPlace[];
  /** @param rows - V logits for each of `masked`. */
  readonly read: (rows: readonly Float32Array[]) => FoundSlips | MaskedQuestion;
}

export function isMaskedQuestion(answer: FoundSlips | MaskedQuestion): answer is MaskedQuestion {
  return "masked" in answer;
}

/** For each row of V logits, the log-probability of each piece. */
export function listLogProbabilities(rows: readonly Float32Array[]): readonly ((id: number) => number)[] {
  return rows.map((row) => {
    const all = logSumExp(row);
    return (id) => (row[id] ?? NaN) - all;
  });
}
