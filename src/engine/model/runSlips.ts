import type { CandidatesAsked, ModelInput, ModelOutput, ModelRequest } from "../../tasks/model/model";
import type { OnnxSession, Outputs } from "../sessions/onnxSession";
import { requireFloats } from "../sessions/requireFloats";
import { planBatches } from "../steps/planBatches";
import { feed, feedSequences } from "./feeds";

/** A sequence, and what is asked of it. */
interface Asked {
  readonly input: ModelInput;
  /** Index in the request. */
  readonly index: number;
  readonly candidates: readonly Placed[];
  /** Positions whose states are read, each once. */
  readonly positions: readonly number[];
}

/** Candidates with their index in the request. */
interface Placed {
  readonly asked: CandidatesAsked;
  readonly row: number;
}

/**
 * Runs what is asked about slips, and with it, for nothing, NSP and classifier: one run of the encoder for all.
 *
 * @param session - Of a graph with candidates and actions, as far as the checkpoint has them.
 */
export async function runSlips(
  session: OnnxSession,
  request: ModelRequest,
  batchTokens: number,
): Promise<Pick<ModelOutput, "candidates" | "actions" | "nsp" | "classifier">> {
  const { inputs, candidates, actions = false, nsp = false, classifier = false } = request;
  const sequences = listAsked(request);
  const found = {
    candidates: new Array<Float32Array>(candidates?.length ?? 0),
    actions: new Array<Float32Array>(inputs.length),
    nsp: new Array<Float32Array>(inputs.length),
    classifier: new Array<Float32Array>(inputs.length),
  };
  const fetches = [
    ...(candidates ? ["candidates"] : []),
    ...(["actions", "nsp", "classifier"] as const).filter((name) => request[name] === true),
  ];
  for (const batch of planRuns(sequences, batchTokens)) {
    const outputs = await session.run(feedBatch(batch, nsp || classifier), fetches);
    if (candidates) cutCandidates(outputs, batch, found.candidates);
    for (const name of ["actions", "nsp", "classifier"] as const) {
      if (request[name] === true) cutRows(requireFloats(outputs, name), batch, found[name]);
    }
  }
  return {
    ...(candidates && { candidates: found.candidates }),
    ...(actions && { actions: found.actions }),
    ...(nsp && { nsp: found.nsp }),
    ...(classifier && { classifier: found.classifier }),
  };
}

function listAsked({ inputs, candidates = [], actions }: ModelRequest): readonly Asked[] {
  const rows = inputs.map((): Placed[] => []);
  for (const [row, asked] of candidates.entries()) rows[asked.input]?.push({ asked, row });
  return inputs.map((input, index) => {
    const own = rows[index] ?? [];
    const places = [...new Set(own.map(({ asked }) => asked.position))];
    // One row or all: a run's rows are a rectangle, and an answer may not depend on what else is asked in the run.
    const positions =
      actions === true || places.length > 1 ? [...input.ids.keys()] : places.length === 1 ? places : [CLS];
    return { input, index, candidates: own, positions };
  });
}

/** Position of [CLS]. */
const CLS = 0;

/** Sequences of one run have the same length, and the same number of rows that are read. */
function planRuns(sequences: readonly Asked[], batchTokens: number): readonly (readonly Asked[])[] {
  const kinds = [true, false].map((isWhole) =>
    sequences.filter(({ input, positions }) => (positions.length === input.ids.length) === isWhole),
  );
  return kinds.flatMap((kind) =>
    planBatches(
      kind.map(({ input }) => input.ids.length),
      batchTokens,
    ).map((batch) => batch.flatMap((index) => kind[index] ?? [])),
  );
}

function feedBatch(batch: readonly Asked[], isPooled: boolean) {
  const T = batch[0]?.input.ids.length ?? 0;
  const S = batch[0]?.positions.length ?? 0;
  const places: number[] = [];
  const pieces: number[] = [];
  const piecePlaces: number[] = [];
  for (const [b, { candidates, positions }] of batch.entries()) {
    const known = new Map<number, number>();
    for (const { asked } of candidates) {
      let place = known.get(asked.position);
      if (place === undefined) {
        place = places.push(b * S + positions.indexOf(asked.position)) - 1;
        known.set(asked.position, place);
      }
      for (const piece of asked.pieces) {
        pieces.push(piece);
        piecePlaces.push(place);
      }
    }
  }
  return {
    ...feedSequences(
      batch.map(({ input }) => input),
      { positions: batch.map(() => [CLS]), reads: isPooled ? "pooled" : "nothing" },
    ),
    slipRows: feed(
      batch.flatMap(({ positions }, b) => positions.map((position) => b * T + position)),
      [batch.length, S],
    ),
    places: feed(places, [places.length]),
    pieces: feed(pieces, [pieces.length]),
    piecePlaces: feed(piecePlaces, [pieces.length]),
  };
}

/** @param found - Gets, at the index of each candidates' request, a logit for each of its pieces. */
function cutCandidates(outputs: Outputs, batch: readonly Asked[], found: Float32Array[]): void {
  const logits = requireFloats(outputs, "candidates");
  let from = 0;
  for (const { candidates } of batch) {
    for (const { asked, row } of candidates) found[row] = logits.subarray(from, (from += asked.pieces.length));
  }
}

/** @param found - Gets, at the index of each sequence, its part of the output. */
function cutRows(values: Float32Array, batch: readonly Asked[], found: Float32Array[]): void {
  const size = values.length / batch.length;
  for (const [b, { index }] of batch.entries()) found[index] = values.subarray(b * size, (b + 1) * size);
}
