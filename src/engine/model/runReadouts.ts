import {
  ModelError,
  type ModelInput,
  type ModelOutput,
  type ModelRequest,
  type TopPieces,
} from "../../tasks/model/model";
import type { OnnxSession, Outputs } from "../sessions/onnxSession";
import { requireFloats } from "../sessions/requireFloats";
import { asksSlips } from "../steps/asksSlips";
import { planBatches } from "../steps/planBatches";
import { feedSequences, type Reads } from "./feeds";
import { runSlips } from "./runSlips";

/** One row that a readout reads: the state at `position` of a sequence. */
interface Asked {
  readonly input: ModelInput;
  readonly position: number;
}

/** Position of [CLS]. */
const CLS = 0;

/**
 * Runs the readouts that the request asks for, one after the other; those about slips in one run, together with what
 * reads [CLS].
 *
 * @param session - Of a graph with these readouts; those that are not asked for are fed no rows.
 * @param batchTokens - Most tokens of one run, unless a single sequence is longer.
 */
export async function runReadouts(
  session: OnnxSession,
  request: ModelRequest,
  batchTokens: number,
): Promise<ModelOutput> {
  const { inputs, mlm, top } = request;
  const isForSlips = asksSlips(request);
  const [nsp, classifier] = [request.nsp === true && !isForSlips, request.classifier === true && !isForSlips];
  const run = (rows: readonly Asked[], reads: Reads["reads"], fetches: readonly string[]) =>
    runRows(session, rows, { reads, top, fetches, batchTokens });
  const words = (mlm ?? []).map(({ input, position }) => ({ input: at(inputs, input), position }));
  const sequences = inputs.map((input) => ({ input, position: CLS }));
  return {
    ...(mlm && top === undefined && { mlm: listFloats(await run(words, "masked", ["mlm"]), "mlm") }),
    ...(mlm && top !== undefined && { top: listTop(await run(words, "masked", ["topIds", "topLogProbabilities"])) }),
    ...(isForSlips && (await runSlips(session, request, batchTokens))),
    ...(nsp && { nsp: listFloats(await run(sequences, "pooled", ["nsp"]), "nsp") }),
    ...(classifier && { classifier: listFloats(await run(sequences, "pooled", ["classifier"]), "classifier") }),
  };
}

interface Run extends Pick<Reads, "reads" | "top"> {
  readonly fetches: readonly string[];
  readonly batchTokens: number;
}

/** @returns For each row of `asked`, its part of the outputs. */
async function runRows(
  session: OnnxSession,
  asked: readonly Asked[],
  { reads, top, fetches, batchTokens }: Run,
): Promise<readonly Outputs[]> {
  const found: Outputs[] = [];
  const lengths = asked.map(({ input }) => input.ids.length);
  for (const batch of planBatches(lengths, batchTokens)) {
    const rows = batch.map((index) => at(asked, index));
    const positions = rows.map(({ position }) => position);
    const outputs = await session.run(
      feedSequences(
        rows.map(({ input }) => input),
        { positions, reads, top },
      ),
      fetches,
    );
    for (const [b, index] of batch.entries()) found[index] = cutRow(outputs, b, batch.length);
  }
  return found;
}

/** Row `b` of `B` of every output. */
function cutRow(outputs: Outputs, b: number, B: number): Outputs {
  if (B === 1) return outputs;
  return new Map(
    Array.from(outputs, ([name, values]) => {
      const size = values.length / B;
      return [name, values.subarray(b * size, (b + 1) * size)];
    }),
  );
}

function listFloats(rows: readonly Outputs[], name: string): readonly Float32Array[] {
  return rows.map((outputs) => requireFloats(outputs, name));
}

function listTop(rows: readonly Outputs[]): readonly TopPieces[] {
  return rows.map((outputs) => {
    const ids = outputs.get("topIds");
    if (!(ids instanceof Int32Array)) throw new ModelError("failed", 'the graph lacks the output "topIds"');
    return { ids, logProbabilities: requireFloats(outputs, "topLogProbabilities") };
  });
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${index} of ${items.length}`);
  return item;
}
