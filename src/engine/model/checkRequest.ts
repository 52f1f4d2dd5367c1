import type { Checkpoint, ReadoutName } from "../../checkpoint/checkpoint";
import { nameReadout } from "../../checkpoint/nameReadout";
import { ModelError, type ModelInput, type ModelRequest } from "../../tasks/model/model";

/**
 * Checks a request before any of it runs.
 *
 * @throws {ModelError} `no-readout`, `too-long` or `bad-request`; the message gives lengths and indices, never ids.
 */
export function checkRequest(checkpoint: Checkpoint, request: ModelRequest): void {
  const { inputs, top, mlm, candidates, hidden, attention, products, queries, layers: read } = request;
  const { layers } = checkpoint.config;
  for (const readout of listAsked(request)) requireReadout(checkpoint, readout);
  if (top !== undefined) requireInteger("top", top, { min: 1, max: checkpoint.tokenizer.pieces.length });
  checkLayers(hidden, "hidden", layers);
  checkLayers(attention, "attention", layers - 1);
  checkLayers(products, "products", layers);
  checkLayers(queries, "queries", layers - 1);
  checkLayers(read, "readout", layers);
  if (read !== undefined) checkLayered(request);
  inputs.forEach((input, index) => {
    checkInput(checkpoint, input, index);
  });
  for (const place of mlm ?? []) checkPlace("mlm", inputs, place);
  for (const [index, { pieces, ...place }] of (candidates ?? []).entries()) {
    checkPlace("candidates", inputs, place);
    if (pieces.length === 0) {
      throw new ModelError("bad-request", `candidates ${index}: no pieces, expected at least one`);
    }
    requireEach(`candidates ${index}: a piece`, pieces, checkpoint.tokenizer.pieces.length);
  }
}

function listAsked({ mlm, candidates, nsp, classifier, answers, tags, actions }: ModelRequest): readonly ReadoutName[] {
  return [
    ...(mlm !== undefined || candidates !== undefined ? ["mlm" as const] : []),
    ...(nsp === true ? ["nsp" as const] : []),
    ...(classifier === true ? ["classifier" as const] : []),
    ...(answers === true ? ["answers" as const] : []),
    ...(tags === true ? ["tags" as const] : []),
    ...(actions === true ? ["slips" as const] : []),
  ];
}

/** Readouts of every layer. */
function checkLayered({ inputs, answers, tags }: ModelRequest): void {
  if (inputs.length !== 1) {
    throw new ModelError("bad-request", `readouts of every layer: ${inputs.length} inputs, expected 1`);
  }
  if (answers !== true && tags !== true) return;
  throw new ModelError("bad-request", "readouts of every token: of every layer, expected the last alone");
}

function checkPlace(
  kind: string,
  inputs: readonly ModelInput[],
  { input, position }: { readonly input: number; readonly position: number },
): void {
  requireInteger(`${kind} input`, input, { min: 0, max: inputs.length - 1 });
  const tokens = inputs[input]?.ids.length ?? 0;
  requireInteger(`${kind} position in input ${input}`, position, { min: 0, max: tokens - 1 });
}

function checkLayers(asked: readonly number[] | undefined, kind: string, max: number): void {
  if (asked?.length === 0) throw new ModelError("bad-request", `${kind} layers: none, expected at least one`);
  for (const layer of asked ?? []) requireInteger(`${kind} layer`, layer, { min: 0, max });
}

function requireReadout({ folder, readouts }: Checkpoint, readout: ReadoutName): void {
  const state = readouts[readout];
  if (state.present) return;
  throw new ModelError("no-readout", `${folder} has no ${nameReadout(readout)}: ${state.reason}`);
}

function checkInput({ config }: Checkpoint, { ids, segments }: ModelInput, index: number): void {
  if (ids.length === 0) throw new ModelError("bad-request", `input ${index}: 0 tokens, expected at least 1`);
  if (ids.length > config.maxTokens) {
    throw new ModelError("too-long", `input ${index}: ${ids.length} tokens, expected at most ${config.maxTokens}`);
  }
  if (segments.length !== ids.length) {
    throw new ModelError("bad-request", `input ${index}: ${segments.length} segment ids, expected ${ids.length}`);
  }
  requireEach(`input ${index}: an id`, ids, config.embeddingRows);
  if (config.segments === 1 && segments.includes(1)) {
    throw new ModelError(
      "bad-request",
      "this model reads one text at a time, not a pair: its type_vocab_size is 1. Give one text, or choose a model with 2",
    );
  }
  // DistilBERT reads no segments, but accepts those of a pair.
  requireEach(`input ${index}: a segment id`, segments, config.segments === 0 ? 2 : config.segments);
}

/** The message does not quote the value: ids are the user's text. */
function requireEach(what: string, values: readonly number[], count: number): void {
  if (values.every((value) => Number.isInteger(value) && value >= 0 && value < count)) return;
  throw new ModelError("bad-request", `${what} is out of range, expected integers from 0 to ${count - 1}`);
}

function requireInteger(what: string, value: number, range: { readonly min: number; readonly max: number }): void {
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return;
  throw new ModelError("bad-request", `${what} is ${value}, expected an integer from ${range.min} to ${range.max}`);
}

/** Whether a request asks for the inside of the model. */
export function asksStates({ hidden, attention, products, queries }: ModelRequest): boolean {
  return [hidden, attention, products, queries].some((layers) => layers !== undefined);
}
