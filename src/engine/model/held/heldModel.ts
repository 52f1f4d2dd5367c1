import * as l10n from "@vscode/l10n";
import { readCheckpoint } from "../../../checkpoint/readCheckpoint";
import { ModelError, type ModelOutput, type ModelRequest } from "../../../tasks/model/model";
import { selectPrecision } from "../../../tasks/model/selectPrecision";
import type { OnnxRuntime } from "../../sessions/onnxRuntime";
import { createExactWeights } from "../../weights/createExactWeights";
import { readEmbeddingParts } from "../../weights/readEmbeddingParts";
import { readEmbeddingRows } from "../../weights/readEmbeddingRows";
import { asksStates, checkRequest } from "../checkRequest";
import { createReadouts } from "../createReadouts";
import { describeModel } from "../describeModel";
import type { LoadedModel } from "../loadedModel";
import { openStates } from "../openStates";
import { openTokenizer } from "../openTokenizer";
import { tryModel } from "../trials/tryModel";

export interface HeldModelOptions {
  readonly runtime: OnnxRuntime;
  /** Threads of one run. */
  readonly threads: number;
}

/**
 * A checkpoint that answers without a disk: in float32, on one processor, in one session at a time. It has no int8 weights,
 * tries no device, and nothing of it is kept. `createOnnxModel` has all that.
 *
 * @param folder - Of a checkpoint whose files are held.
 * @throws {CheckpointError} for a folder that is not a valid checkpoint; {GraphError} `bad-weight`.
 */
export async function createHeldModel(folder: string, { runtime, threads }: HeldModelOptions): Promise<LoadedModel> {
  const checkpoint = await readCheckpoint(folder);
  const tokenizer = openTokenizer(checkpoint);
  const shared = { checkpoint, threads, runtime };
  const weights = createExactWeights(checkpoint);
  const readouts = createReadouts({ ...shared, ...weights, device: runtime.processor, precision: "fp32" });
  const states = openStates({ ...shared, weights, precision: "fp32" });
  const chosen = { device: runtime.processor, reason: runtime.processorReason ?? "" };
  const info = describeModel(
    { checkpoint, tokenizer },
    { chosen, precision: "fp32" },
    { states: { precision: "fp32" }, precisionReason: "" },
  );
  let isDisposed = false;
  let answered: Promise<void> | undefined;
  const run = async (request: ModelRequest): Promise<ModelOutput> => {
    if (isDisposed) throw new ModelError("failed", l10n.t("{0}: the model was unloaded", checkpoint.folder));
    checkRequest(checkpoint, request);
    const isUsual = request.layers === undefined && selectPrecision(info, request) === "fp32";
    const output = await (isUsual ? readouts.run(request) : states.runReadouts(request));
    return asksStates(request) ? { ...output, ...(await states.run(request)) } : output;
  };
  return {
    info,
    tokenizer,
    batchTokens: readouts.batchTokens,
    run,
    readEmbeddings: (table, rows) => readEmbeddingRows(checkpoint, table, rows),
    readEmbeddingParts: (input) => readEmbeddingParts(checkpoint, input),
    answerOnce: () => (answered ??= tryModel(checkpoint, run)),
    isStale: weights.isStale,
    dispose: async () => {
      isDisposed = true;
      await readouts.dispose();
      await states.dispose();
    },
  };
}
