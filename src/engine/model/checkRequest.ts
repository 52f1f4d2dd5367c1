import type { Checkpoint, HeadName } from "../../checkpoint/checkpoint";
import { ModelError, type ModelInput, type ModelRequest } from "../../tasks/model/model";

/**
 * Refuses a request before any of it runs.
 *
 * @throws {ModelError} `no-head`, `too-long` or `bad-request`; the message gives lengths and indices, never ids.
 */
export function checkRequest(checkpoint: Checkpoint, request: ModelRequest): void {
  const { inputs, mlm, top, nsp = false, classifier = false, hidden, attention } = request;
  const { layers } = checkpoint.config;
  if (mlm !== undefined) requireHead(checkpoint, "mlm");
  if (top !== undefined) requireInteger("top", top, { min: 1, max: checkpoint.tokenizer.pieces.length });
  if (nsp) requireHead(checkpoint, "nsp");
  if (classifier) requireHead(checkpoint, "classifier");
  checkLayers(hidden, "hidden", layers);
  checkLayers(attention, "attention", layers - 1);
  inputs.forEach((input, index) => {
    checkInput(checkpoint, input, index);
  });
  for (const { input, position } of mlm ?? []) {
    requireInteger("mlm input", input, { min: 0, max: inputs.length - 1 });
    const tokens = inputs[input]?.ids.length ?? 0;
    requireInteger(`mlm position in input ${input}`, position, { min: 0, max: tokens - 1 });
  }
}

function checkLayers(asked: readonly number[] | undefined, kind: string, max: number): void {
  if (asked?.length === 0) throw new ModelError("bad-request", `${kind} layers: none, expected at least one`);
  for (const layer of asked ?? []) requireInteger(`${kind} layer`, layer, { min: 0, max });
}

function requireHead({ folder, heads }: Checkpoint, head: HeadName): void {
  const state = heads[head];
  if (state.present) return;
  const names = { mlm: "fill-mask", nsp: "next-sentence", classifier: "classifier" };
  throw new ModelError("no-head", `${folder} has no ${names[head]} head: ${state.reason}`);
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
  // DistilBERT reads no segments, and takes those of a pair.
  requireEach(`input ${index}: a segment id`, segments, config.segments === 0 ? 2 : config.segments);
}

/** Does not say which value it found: ids are the user's text. */
function requireEach(what: string, values: readonly number[], count: number): void {
  if (values.every((value) => Number.isInteger(value) && value >= 0 && value < count)) return;
  throw new ModelError("bad-request", `${what} is out of range, expected integers from 0 to ${count - 1}`);
}

function requireInteger(what: string, value: number, range: { readonly min: number; readonly max: number }): void {
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return;
  throw new ModelError("bad-request", `${what} is ${value}, expected an integer from ${range.min} to ${range.max}`);
}
