import {
  ModelError,
  type ModelInput,
  type ModelOutput,
  type ModelRequest,
  type TopPieces,
} from "../../tasks/model/model";
import type { Feed, OnnxSession, Outputs } from "../sessions/onnxSession";
import { planBatches } from "../steps/planBatches";

/** One row of a head's output: what stands at `position` of a sequence. */
interface Asked {
  readonly input: ModelInput;
  readonly position: number;
}

/** Where [CLS] stands. */
const CLS = 0;

/**
 * Runs the heads that the request asks for, one after the other.
 *
 * @param session - Of a graph with these heads; those not asked for are fed no rows.
 * @param batchTokens - Tokens of one run, unless a sequence alone is longer.
 */
export async function runHeads(
  session: OnnxSession,
  { inputs, mlm, top, nsp = false, classifier = false }: ModelRequest,
  batchTokens: number,
): Promise<ModelOutput> {
  const run = (rows: readonly Asked[], head: "masked" | "pooled", fetches: readonly string[]) =>
    runRows(session, rows, { head, top, fetches, batchTokens });
  const words = (mlm ?? []).map(({ input, position }) => ({ input: at(inputs, input), position }));
  const sequences = inputs.map((input) => ({ input, position: CLS }));
  return {
    ...(mlm && top === undefined && { mlm: readRows(await run(words, "masked", ["mlm"]), "mlm") }),
    ...(mlm && top !== undefined && { top: readTop(await run(words, "masked", ["topIds", "topLogProbabilities"])) }),
    ...(nsp && { nsp: readRows(await run(sequences, "pooled", ["nsp"]), "nsp") }),
    ...(classifier && { classifier: readRows(await run(sequences, "pooled", ["classifier"]), "classifier") }),
  };
}

interface Run {
  /** The input by which the graph is told which rows its head reads. */
  readonly head: "masked" | "pooled";
  readonly top: number | undefined;
  readonly fetches: readonly string[];
  readonly batchTokens: number;
}

/** @returns For each row of `asked`, its part of the outputs. */
async function runRows(
  session: OnnxSession,
  asked: readonly Asked[],
  { head, top = 1, fetches, batchTokens }: Run,
): Promise<readonly Outputs[]> {
  const found: Outputs[] = [];
  const lengths = asked.map(({ input }) => input.ids.length);
  for (const batch of planBatches(lengths, batchTokens)) {
    const rows = batch.map((index) => at(asked, index));
    const outputs = await session.run(feedRows(rows, { head, top }), fetches);
    for (const [b, index] of batch.entries()) found[index] = cutRow(outputs, b, batch.length);
  }
  return found;
}

/** @param rows - Of sequences of equal lengths T. */
function feedRows(
  rows: readonly Asked[],
  { head, top }: { readonly head: Run["head"]; readonly top: number },
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
    masked: head === "masked" ? all : none,
    pooled: head === "pooled" ? all : none,
    top: feed([top], [1]),
  };
}

function join(rows: readonly Asked[], read: (input: ModelInput) => readonly number[]): readonly number[] {
  const [first, ...others] = rows;
  if (first === undefined || others.length === 0) return first === undefined ? [] : read(first.input);
  return rows.flatMap(({ input }) => read(input));
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

function readRows(rows: readonly Outputs[], name: string): readonly Float32Array[] {
  return rows.map((outputs) => readFloats(outputs, name));
}

function readTop(rows: readonly Outputs[]): readonly TopPieces[] {
  return rows.map((outputs) => {
    const ids = outputs.get("topIds");
    if (!(ids instanceof Int32Array)) throw new ModelError("failed", 'the graph lacks the output "topIds"');
    return { ids, logProbabilities: readFloats(outputs, "topLogProbabilities") };
  });
}

function readFloats(outputs: Outputs, name: string): Float32Array {
  const values = outputs.get(name);
  if (values instanceof Float32Array) return values;
  throw new ModelError("failed", `the graph lacks the output "${name}"`);
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${index} of ${items.length}`);
  return item;
}
