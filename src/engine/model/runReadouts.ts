import {
  ModelError,
  type ModelInput,
  type ModelOutput,
  type ModelRequest,
  type TopPieces,
} from "../../tasks/model/model";
import type { Feed, OnnxSession, Outputs } from "../sessions/onnxSession";
import { requireFloats } from "../sessions/requireFloats";
import { planBatches } from "../steps/planBatches";

/** One row that a readout reads: the state at `position` of a sequence. */
interface Asked {
  readonly input: ModelInput;
  readonly position: number;
}

/** Position of [CLS]. */
const CLS = 0;

/**
 * Runs the readouts that the request asks for, one after the other.
 *
 * @param session - Of a graph with these readouts; those that are not asked for are fed no rows.
 * @param batchTokens - Most tokens of one run, unless a single sequence is longer.
 */
export async function runReadouts(
  session: OnnxSession,
  { inputs, mlm, top, nsp = false, classifier = false }: ModelRequest,
  batchTokens: number,
): Promise<ModelOutput> {
  const run = (rows: readonly Asked[], feeds: Run["feeds"], fetches: readonly string[]) =>
    runRows(session, rows, { feeds, top, fetches, batchTokens });
  const words = (mlm ?? []).map(({ input, position }) => ({ input: at(inputs, input), position }));
  const sequences = inputs.map((input) => ({ input, position: CLS }));
  return {
    ...(mlm && top === undefined && { mlm: listFloats(await run(words, "masked", ["mlm"]), "mlm") }),
    ...(mlm && top !== undefined && { top: listTop(await run(words, "masked", ["topIds", "topLogProbabilities"])) }),
    ...(nsp && { nsp: listFloats(await run(sequences, "pooled", ["nsp"]), "nsp") }),
    ...(classifier && { classifier: listFloats(await run(sequences, "pooled", ["classifier"]), "classifier") }),
  };
}

interface Run {
  /** The graph's input that names the rows to read; the other one stays empty. */
  readonly feeds: "masked" | "pooled";
  readonly top: number | undefined;
  readonly fetches: readonly string[];
  readonly batchTokens: number;
}

/** @returns For each row of `asked`, its part of the outputs. */
async function runRows(
  session: OnnxSession,
  asked: readonly Asked[],
  { feeds, top = 1, fetches, batchTokens }: Run,
): Promise<readonly Outputs[]> {
  const found: Outputs[] = [];
  const lengths = asked.map(({ input }) => input.ids.length);
  for (const batch of planBatches(lengths, batchTokens)) {
    const rows = batch.map((index) => at(asked, index));
    const outputs = await session.run(feedRows(rows, { feeds, top }), fetches);
    for (const [b, index] of batch.entries()) found[index] = cutRow(outputs, b, batch.length);
  }
  return found;
}

/** @param rows - Of sequences of one length, T. */
function feedRows(
  rows: readonly Asked[],
  { feeds, top }: { readonly feeds: Run["feeds"]; readonly top: number },
): Readonly<Record<string, Feed>> {
  const B = rows.length;
  const T = at(rows, 0).input.ids.length;
  const all = feed(
    rows.map((_, b) => b),
    [B],
  );
  const none = feed([], [0]);
  return {
    ids: feed(
      join(rows, ({ ids }) => ids),
      [B, T],
    ),
    segments: feed(
      join(rows, ({ segments }) => segments),
      [B, T],
    ),
    rows: feed(
      rows.map(({ position }, b) => b * T + position),
      [B, 1],
    ),
    masked: feeds === "masked" ? all : none,
    pooled: feeds === "pooled" ? all : none,
    top: feed([top], [1]),
  };
}

function join(rows: readonly Asked[], select: (input: ModelInput) => readonly number[]): readonly number[] {
  const [first, ...others] = rows;
  if (first === undefined || others.length === 0) return first === undefined ? [] : select(first.input);
  return rows.flatMap(({ input }) => select(input));
}

function feed(values: readonly number[], shape: readonly number[]): Feed {
  return { values: new Int32Array(values), shape };
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
