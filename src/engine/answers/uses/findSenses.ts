import * as l10n from "@vscode/l10n";
import { checkWhole } from "../../../tasks/model/checkWhole";
import type { Model } from "../../../tasks/model/model";
import { TaskError } from "../../../tasks/model/taskError";
import { compareUses } from "../../../tasks/senses/compareUses";
import { readUse, type UseRead } from "../../../tasks/senses/readUse";
import type { SensesParams, SensesResult } from "../../../tasks/senses/sensesRequest";
import type { LoadedModel } from "../../model/loadedModel";
import { planBatches } from "../../steps/planBatches";
import { runBatches } from "../../steps/runBatches";
import type { Work } from "../../steps/work";

const MOST_USES = 500;
const MOST_GROUPS = 20;

/**
 * Reads each use of a word in its sentence, one batch a step, and groups them.
 *
 * @throws {TaskError} `bad-option`, `bad-span`; {EngineError} `cancelled` by `turn`.
 */
export async function findSenses(
  model: LoadedModel,
  params: SensesParams,
  { turn, report }: Work,
): Promise<SensesResult> {
  const { layers: L, hiddenSize: H, statesPrecision } = model.info;
  const layer = checkWhole("layer", params.layer ?? L, 0, L);
  const groups = params.groups === undefined ? undefined : checkWhole("groups", params.groups, 1, MOST_GROUPS);
  const { uses, withVectors = false } = params;
  if (uses.length === 0 || uses.length > MOST_USES) {
    throw new TaskError("bad-option", l10n.t("{0} uses, expected 1 to {1}", uses.length, MOST_USES));
  }
  const read: UseRead[] = [];
  for (const use of uses) {
    read.push(readUse(model, use));
    // A few milliseconds' work at a time, also where sentences are long.
    if (read.length % 50 === 0) await turn();
  }
  // [L + 1][U, H]
  const vectors = Array.from({ length: L + 1 }, () => new Float32Array(uses.length * H));
  const hidden = vectors.map((_, at) => at);
  const lengths = read.map(({ input }) => input.ids.length);
  let done = 0;
  const readBatch = async (batch: readonly number[], run: Model["run"]) => {
    const asked = batch.flatMap((index) => read[index] ?? []);
    const output = await run({ inputs: asked.map(({ input }) => input), hidden });
    for (const [row, index] of batch.entries()) {
      for (const [at, states] of (output.hidden?.[row] ?? []).entries()) {
        vectors[at]?.set(computeMean(states, asked[row]?.pieces ?? [], H), index * H);
      }
    }
    done += batch.length;
    report(done, uses.length);
  };
  // Hidden states run on this thread, one batch a step.
  await runBatches({ run: (request) => model.run(request) }, planBatches(lengths, model.batchTokens), turn, readBatch);
  const staticVectors = await readStatic(model, read, H);
  await turn();
  const compared = await compareUses({ vectors, layer, staticVectors, hiddenSize: H, groups }, turn);
  return {
    ...compared,
    ...(withVectors && { vectors: vectors[layer], ...(staticVectors && { staticVectors }) }),
    precision: statesPrecision,
  };
}

/** [U, H]; `undefined` where the table of pieces is not at hand, or is of another width. */
async function readStatic(
  model: Pick<Model, "readEmbeddings">,
  read: readonly UseRead[],
  H: number,
): Promise<Float32Array | undefined> {
  const ids = read.flatMap(({ input, pieces }) => pieces.map((piece) => input.ids[piece] ?? 0));
  const rows = await model.readEmbeddings?.("words", ids);
  if (rows?.length !== ids.length * H) return undefined;
  const found = new Float32Array(read.length * H);
  let from = 0;
  for (const [index, { pieces }] of read.entries()) {
    const own = pieces.map((_, piece) => from + piece);
    found.set(computeMean(rows, own, H), index * H);
    from += pieces.length;
  }
  return found;
}

/** The mean of some rows of a matrix, [H]. */
function computeMean(rows: Float32Array, indices: readonly number[], H: number): Float32Array {
  const sum = new Float64Array(H);
  for (const index of indices) {
    for (let k = 0; k < H; k++) sum[k] = (sum[k] ?? 0) + (rows[index * H + k] ?? NaN);
  }
  return Float32Array.from(sum, (value) => value / indices.length);
}
