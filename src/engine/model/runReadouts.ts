import type { ModelInput, ModelOutput, ModelRequest } from "../../tasks/model/model";
import type { OnnxSession, Outputs } from "../sessions/onnxSession";
import { requireFloats } from "../sessions/requireFloats";
import { asksSlips } from "../steps/asksSlips";
import { planBatches } from "../steps/planBatches";
import { feedSequences, type Reads } from "./feeds";
import { requireTop } from "./requireTop";
import { runSlips } from "./runSlips";

/** Rows that a readout reads of one sequence: the states at some positions. */
interface Asked {
  readonly input: ModelInput;
  readonly positions: readonly number[];
  /** Places of their answers among those of the request. */
  readonly places: readonly number[];
}

export interface ReadoutLimits {
  /** Most tokens of one run, unless a single sequence is longer. */
  readonly batchTokens: number;
  /** Most rows that one run reads of a sequence. Default: all. */
  readonly mostRows?: number;
}

/** Position of [CLS]. */
const CLS = 0;

/**
 * Runs the readouts that the request asks for, one after the other; those about slips in one run, together with what
 * reads [CLS].
 *
 * @param session - Of a graph with these readouts; those that are not asked for are fed no rows.
 */
export async function runReadouts(
  session: OnnxSession,
  request: ModelRequest,
  { batchTokens, mostRows = Infinity }: ReadoutLimits,
): Promise<ModelOutput> {
  const { inputs, mlm, top } = request;
  const isForSlips = asksSlips(request);
  const [nsp, classifier] = [request.nsp === true && !isForSlips, request.classifier === true && !isForSlips];
  const run = (rows: readonly Asked[], reads: Reads["reads"], fetches: readonly string[]) =>
    runRows(session, rows, { reads, top, fetches, batchTokens });
  const words = groupRows(inputs, mlm ?? [], mostRows);
  const sequences = inputs.map((input, index) => ({ input, positions: [CLS], places: [index] }));
  const whole = inputs.map((input, index) => ({ input, positions: [...input.ids.keys()], places: [index] }));
  return {
    ...(mlm && top === undefined && { mlm: listFloats(await run(words, "masked", ["mlm"]), "mlm") }),
    ...(mlm &&
      top !== undefined && { top: (await run(words, "masked", ["topIds", "topLogProbabilities"])).map(requireTop) }),
    ...(isForSlips && (await runSlips(session, request, batchTokens))),
    ...(nsp && { nsp: listFloats(await run(sequences, "pooled", ["nsp"]), "nsp") }),
    ...(classifier && { classifier: listFloats(await run(sequences, "pooled", ["classifier"]), "classifier") }),
    ...(request.answers && { answers: listFloats(await run(whole, "tokens", ["answers"]), "answers") }),
    ...(request.tags && { tags: listFloats(await run(whole, "tokens", ["tags"]), "tags") }),
  };
}

interface Run extends Pick<Reads, "reads" | "top"> {
  readonly fetches: readonly string[];
  readonly batchTokens: number;
}

/** Positions of one sequence share a run, so that a window with many masks is computed once. */
function groupRows(
  inputs: readonly ModelInput[],
  mlm: NonNullable<ModelRequest["mlm"]>,
  mostRows: number,
): readonly Asked[] {
  const open = new Map<number, { input: ModelInput; positions: number[]; places: number[] }>();
  const asked: Asked[] = [];
  for (const [place, { input, position }] of mlm.entries()) {
    let group = open.get(input);
    if (group === undefined || group.positions.length >= mostRows) {
      group = { input: at(inputs, input), positions: [], places: [] };
      open.set(input, group);
      asked.push(group);
    }
    group.positions.push(position);
    group.places.push(place);
  }
  return asked;
}

/** @returns For each row that is asked for, its part of the outputs. */
async function runRows(
  session: OnnxSession,
  asked: readonly Asked[],
  { reads, top, fetches, batchTokens }: Run,
): Promise<readonly Outputs[]> {
  const found: Outputs[] = [];
  for (const alike of groupBy(asked, ({ positions }) => positions.length)) {
    const lengths = alike.map(({ input }) => input.ids.length);
    for (const batch of planBatches(lengths, batchTokens)) {
      const rows = batch.map((index) => at(alike, index));
      const feeds = feedSequences(
        rows.map(({ input }) => input),
        { positions: rows.map(({ positions }) => positions), reads, top },
      );
      const outputs = await session.run(feeds, fetches);
      const places = rows.flatMap((row) => row.places);
      for (const [m, place] of places.entries()) found[place] = cutRow(outputs, m, places.length);
    }
  }
  return found;
}

function groupBy<T>(items: readonly T[], read: (item: T) => number): readonly (readonly T[])[] {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const key = read(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** Row `m` of `M` of every output. */
function cutRow(outputs: Outputs, m: number, M: number): Outputs {
  if (M === 1) return outputs;
  return new Map(
    Array.from(outputs, ([name, values]) => {
      const size = values.length / M;
      return [name, values.subarray(m * size, (m + 1) * size)];
    }),
  );
}

function listFloats(rows: readonly Outputs[], name: string): readonly Float32Array[] {
  return rows.map((outputs) => requireFloats(outputs, name));
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${index} of ${items.length}`);
  return item;
}
