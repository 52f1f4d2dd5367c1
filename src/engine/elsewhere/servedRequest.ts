import type { Checkpoint } from "../../checkpoint/checkpoint";
import { listServedOutputs } from "../../graph/buildServedGraph";
import { logSumExp } from "../../tasks/model/logSumExp";
import type { ModelInput, ModelOutput, ModelRequest, TopPieces } from "../../tasks/model/model";
import { selectTop } from "../../tasks/model/selectTop";
import type { ServedHead } from "../../tasks/schemas/servedHeadSchema";
import { planBatches } from "../steps/planBatches";
import type { SentTensor, WantedTensor } from "./inferenceCodec";

/** What a server's model answers with, and how much of it fits into one answer. */
export interface Serving {
  readonly checkpoint: Checkpoint;
  readonly head: ServedHead;
  readonly isBinary: boolean;
}

/** Sends sequences of one length; answers each output as one list of numbers. */
export type Infer = (
  inputs: readonly SentTensor[],
  outputs: readonly WantedTensor[],
) => Promise<readonly Float32Array[]>;

/** Tokens of one request: enough for a server to be busy with, few enough for several workers to share a document. */
export const SERVER_TOKENS = 2048;
/** Sequences of one request. */
const MOST_SEQUENCES = 64;
/** Numbers of one answer: as bytes 32 MB, as JSON about 20. */
const MOST_NUMBERS = { binary: 1 << 23, json: 1 << 20 };

/** Whether the server's logits answer all of a request. */
export function canServe(serving: Serving, request: ModelRequest): boolean {
  const asked = listAsked(request);
  if (asked.length === 0 || asked.some((part) => part !== serving.head)) return false;
  const longest = Math.max(...request.inputs.map(({ ids }) => ids.length));
  return longest > 0 && countNumbers(serving, longest) <= mostNumbers(serving);
}

/** The heads that a request reads, and whatever else it asks for. */
function listAsked(request: ModelRequest): readonly string[] {
  const { mlm, candidates, exact } = request;
  // What is looked at is computed here, exactly.
  if (exact === true) return ["exact"];
  const others = Object.entries(request).filter(
    ([part, wanted]) => !OF_MLM.has(part) && wanted !== undefined && wanted !== false,
  );
  return [...(mlm !== undefined || candidates !== undefined ? ["mlm"] : []), ...others.map(([part]) => part)];
}

/** Parts of a request that are no head of their own. */
const OF_MLM: ReadonlySet<string> = new Set(["inputs", "mlm", "top", "candidates", "exact"]);

/** Runs a request that {@link canServe} allows, in as many requests to the server as it takes, all at once. */
export async function runServed(serving: Serving, request: ModelRequest, infer: Infer): Promise<ModelOutput> {
  const { inputs } = request;
  const used = listUsed(request);
  const answers = new Array<readonly Float32Array[]>(inputs.length);
  const lengths = used.map((index) => inputs[index]?.ids.length ?? 0);
  await Promise.all(
    planBatches(lengths, SERVER_TOKENS)
      .flatMap((batch) => cut(batch, mostSequences(serving, lengths[batch[0] ?? 0] ?? 1)))
      .map(async (batch) => {
        const indices = batch.map((at) => used[at] ?? 0);
        const found = await ask(
          serving,
          indices.flatMap((index) => inputs[index] ?? []),
          infer,
        );
        indices.forEach((index, b) => (answers[index] = found.map((values) => cutRow(values, b, indices.length))));
      }),
  );
  return buildOutput(serving, request, answers);
}

/** Indices of the sequences that anything is asked about. */
function listUsed({ inputs, mlm, candidates }: ModelRequest): readonly number[] {
  if (mlm === undefined && candidates === undefined) return [...inputs.keys()];
  return [...new Set([...(mlm ?? []), ...(candidates ?? [])].map(({ input }) => input))];
}

function ask(serving: Serving, inputs: readonly ModelInput[], infer: Infer): Promise<readonly Float32Array[]> {
  const shape = [inputs.length, inputs[0]?.ids.length ?? 0];
  const join = (read: (input: ModelInput) => readonly number[]) => inputs.flatMap(read);
  const sent: readonly SentTensor[] = [
    { name: "input_ids", shape, values: join(({ ids }) => ids) },
    // Only sequences of equal length share a request: nothing is padded, and no answer depends on its batch.
    { name: "attention_mask", shape, values: join(({ ids }) => ids.map(() => 1)) },
    ...(serving.checkpoint.config.segments === 0
      ? []
      : [{ name: "token_type_ids", shape, values: join(({ segments }) => segments) }]),
  ];
  return infer(sent, listWanted(serving, shape));
}

function listWanted({ checkpoint, head }: Serving, [B = 0, T = 0]: readonly number[]): readonly WantedTensor[] {
  const sizes: Readonly<Record<string, number>> = { B, T };
  return listServedOutputs(checkpoint, head).map(({ name, shape }) => ({
    name,
    shape: shape.map((size) => (typeof size === "number" ? size : (sizes[size] ?? 0))),
  }));
}

function buildOutput(
  { checkpoint, head }: Serving,
  { mlm, top, candidates }: ModelRequest,
  answers: readonly (readonly Float32Array[])[],
): ModelOutput {
  const rows = answers.map(([first]) => first ?? new Float32Array());
  switch (head) {
    case "nsp":
    case "classifier":
    case "tags":
      return { [head]: rows };
    case "answers":
      return { answers: answers.map(([start = NO_FLOATS, end = NO_FLOATS]) => interleave(start, end)) };
    case "mlm": {
      // The embedding table may have rows beyond the vocabulary: they stand for no piece.
      const { embeddingRows } = checkpoint.config;
      const V = checkpoint.tokenizer.pieces.length;
      const read = ({ input, position }: { readonly input: number; readonly position: number }) =>
        (rows[input] ?? NO_FLOATS).subarray(position * embeddingRows, position * embeddingRows + V);
      return {
        ...(mlm && top === undefined && { mlm: mlm.map(read) }),
        ...(mlm && top !== undefined && { top: mlm.map((place) => rank(read(place), top)) }),
        ...(candidates && {
          candidates: candidates.map((place) => {
            const logits = read(place);
            return Float32Array.from(place.pieces, (piece) => logits[piece] ?? NaN);
          }),
        }),
      };
    }
  }
}

const NO_FLOATS = new Float32Array();

function rank(logits: Float32Array, count: number): TopPieces {
  const total = logSumExp(logits);
  const ids = selectTop(logits, count);
  return {
    ids: Int32Array.from(ids),
    logProbabilities: Float32Array.from(ids, (id) => (logits[id] ?? NaN) - total),
  };
}

/** [T] and [T] → [T, 2] */
function interleave(a: Float32Array, b: Float32Array): Float32Array {
  return Float32Array.from({ length: a.length * 2 }, (_, i) => (i % 2 === 0 ? a : b)[i >> 1] ?? NaN);
}

/** Row `b` of `B`. */
function cutRow(values: Float32Array, b: number, B: number): Float32Array {
  const size = values.length / B;
  return values.subarray(b * size, (b + 1) * size);
}

/** Numbers of an answer about one sequence of T tokens. */
function countNumbers(serving: Serving, T: number): number {
  return listWanted(serving, [1, T]).reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  );
}

function mostNumbers({ isBinary }: Serving): number {
  return isBinary ? MOST_NUMBERS.binary : MOST_NUMBERS.json;
}

function mostSequences(serving: Serving, T: number): number {
  return Math.max(1, Math.min(MOST_SEQUENCES, Math.floor(mostNumbers(serving) / countNumbers(serving, T))));
}

function cut<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
