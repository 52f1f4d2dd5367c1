import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../../checkpoint/checkpoint";
import { CheckpointError } from "../../../checkpoint/files/checkpointError";
import { type Model, ModelError, type ModelInput, type ModelRequest } from "../../../tasks/model/model";
import { summarizeError } from "../../devices/probeDevice";

/** Tokens of the one input of a trial: a sentence of medium length. */
const TRIAL_TOKENS = 64;

/** Best pieces that a trial asks for, as fill-mask does. */
const TRIAL_TOP = 10;

/**
 * Has a model answer once: a checkpoint may be valid in every part and yet compute nothing that is a number.
 *
 * @throws {ModelError} `failed`, naming the folder; {CheckpointError} `changed`.
 */
export async function tryModel(checkpoint: Checkpoint, run: Model["run"]): Promise<void> {
  const { layers } = checkpoint.config;
  // Without readouts a model still gives vectors.
  const states: ModelRequest = { inputs: [buildInput({ checkpoint })], hidden: [layers] };
  const requests = Object.values(checkpoint.readouts).some(({ present }) => present)
    ? buildRequests({ checkpoint })
    : [states];
  try {
    for (const request of requests) await run(request);
  } catch (cause) {
    if (cause instanceof CheckpointError) throw cause;
    throw new ModelError(
      "failed",
      l10n.t("{0}: the model loads but does not answer: {1}", checkpoint.folder, summarizeError(cause)),
      {
        cause,
      },
    );
  }
}

/** An input that is nobody's text: ids drawn evenly from the vocabulary. */
export function buildInput({ checkpoint: { config } }: { readonly checkpoint: Checkpoint }): ModelInput {
  const tokens = Math.min(TRIAL_TOKENS, config.maxTokens);
  const ids = Array.from({ length: tokens }, (_, i) => Math.floor((i * config.embeddingRows) / tokens));
  return { ids, segments: ids.map(() => 0) };
}

/** Requests for every readout, in the forms in which tasks ask for it. */
export function buildRequests(options: { readonly checkpoint: Checkpoint }): readonly ModelRequest[] {
  const { checkpoint } = options;
  const { mlm, nsp, classifier, answers, tags, slips } = checkpoint.readouts;
  const inputs = [buildInput(options)];
  const others = {
    ...(nsp.present && { nsp: true }),
    ...(classifier.present && { classifier: true }),
    ...(answers.present && { answers: true as const }),
    ...(tags.present && { tags: true as const }),
  };
  const place = { mlm: [{ input: 0, position: 1 }] };
  const top = Math.min(TRIAL_TOP, checkpoint.config.embeddingRows);
  // A checkpoint that was taught to find slips will be asked for them. This comes first, so that one session is made.
  const ofSlips: readonly ModelRequest[] = slips.present
    ? [{ inputs, actions: true, ...(mlm.present && { candidates: [{ input: 0, position: 1, pieces: [0] }] }) }]
    : [];
  return mlm.present
    ? [...ofSlips, { inputs, ...place, ...others }, { inputs, ...place, top }]
    : [...ofSlips, { inputs, ...others }];
}
