import * as l10n from "@vscode/l10n";
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
      throw new ModelError("bad-request", l10n.t("candidates {0}: no pieces, expected at least one", index));
    }
    requireEach(l10n.t("candidates {0}: a piece", index), pieces, checkpoint.tokenizer.pieces.length);
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
    throw new ModelError("bad-request", l10n.t("readouts of every layer: {0} inputs, expected 1", inputs.length));
  }
  if (answers !== true && tags !== true) return;
  throw new ModelError("bad-request", l10n.t("readouts of every token: of every layer, expected the last alone"));
}

function checkPlace(
  kind: string,
  inputs: readonly ModelInput[],
  { input, position }: { readonly input: number; readonly position: number },
): void {
  requireInteger(l10n.t("{0} input", kind), input, { min: 0, max: inputs.length - 1 });
  const tokens = inputs[input]?.ids.length ?? 0;
  requireInteger(l10n.t("{0} position in input {1}", kind, input), position, { min: 0, max: tokens - 1 });
}

function checkLayers(asked: readonly number[] | undefined, kind: string, max: number): void {
  if (asked?.length === 0) throw new ModelError("bad-request", l10n.t("{0} layers: none, expected at least one", kind));
  for (const layer of asked ?? []) requireInteger(l10n.t("{0} layer", kind), layer, { min: 0, max });
}

function requireReadout({ folder, readouts }: Checkpoint, readout: ReadoutName): void {
  const state = readouts[readout];
  if (state.present) return;
  throw new ModelError("no-readout", l10n.t("{0} has no {1}: {2}", folder, nameReadout(readout), state.reason));
}

function checkInput({ config }: Checkpoint, { ids, segments }: ModelInput, index: number): void {
  if (ids.length === 0) throw new ModelError("bad-request", l10n.t("input {0}: 0 tokens, expected at least 1", index));
  if (ids.length > config.maxTokens) {
    throw new ModelError(
      "too-long",
      l10n.t("input {0}: {1} tokens, expected at most {2}", index, ids.length, config.maxTokens),
    );
  }
  if (segments.length !== ids.length) {
    throw new ModelError(
      "bad-request",
      l10n.t("input {0}: {1} segment ids, expected {2}", index, segments.length, ids.length),
    );
  }
  requireEach(l10n.t("input {0}: an id", index), ids, config.embeddingRows);
  if (config.segments === 1 && segments.includes(1)) {
    throw new ModelError(
      "bad-request",
      l10n.t(
        "this model reads one text at a time, not a pair: its type_vocab_size is 1. Give one text, or choose a model with 2",
      ),
    );
  }
  // DistilBERT reads no segments, but accepts those of a pair.
  requireEach(l10n.t("input {0}: a segment id", index), segments, config.segments === 0 ? 2 : config.segments);
}

/** The message does not quote the value: ids are the user's text. */
function requireEach(what: string, values: readonly number[], count: number): void {
  if (values.every((value) => Number.isInteger(value) && value >= 0 && value < count)) return;
  throw new ModelError("bad-request", l10n.t("{0} is out of range, expected integers from 0 to {1}", what, count - 1));
}

function requireInteger(what: string, value: number, range: { readonly min: number; readonly max: number }): void {
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return;
  throw new ModelError(
    "bad-request",
    l10n.t("{0} is {1}, expected an integer from {2} to {3}", what, value, range.min, range.max),
  );
}

/** Whether a request asks for the inside of the model. */
export function asksStates({ hidden, attention, products, queries }: ModelRequest): boolean {
  return [hidden, attention, products, queries].some((layers) => layers !== undefined);
}
