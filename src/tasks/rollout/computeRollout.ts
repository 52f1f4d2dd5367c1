import * as l10n from "@vscode/l10n";
import { setImmediate } from "#platform/turns";
import type { Token } from "../../tokenizer/encoding";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { followDown } from "./followDown";
import { createIdentity, type Matrix, mixRows } from "./matrix";
import { readMixes } from "./readMixes";
import type { RolloutParams, RolloutResult } from "./rolloutRequest";

/** Multiplications between two turns of others: some hundredths of a second. */
const MOST_AT_ONCE = 2 ** 24;

/**
 * Attention rollout: how much of each token, after the last layer, comes from each token of the input. A layer's heads are
 * averaged; half of what a token becomes is the token itself, because of the residual connection; layers are multiplied.
 * Of a text over the model's limit, only the first window is read.
 *
 * Source: Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers, section 3.
 *
 * @throws {TaskError} `bad-option` for a token that the text does not have, for a flow of no token, and for a text of
 *   which nothing is left without its special tokens.
 */
export async function computeRollout(model: Model, request: RolloutParams): Promise<RolloutResult> {
  const { tokens, read } = readFirstWindow(model, request);
  const T = tokens.length;
  const token = request.token === undefined ? undefined : checkWhole("token", request.token, 0, T - 1);
  if (token === undefined && request.flowOnly === true)
    throw new TaskError("bad-option", l10n.t("a flow of no token, expected its position"));
  const leftOut = request.withoutSpecial === true ? listSpecial(tokens) : new Set<number>();
  const mixes = await readMixes(model, tokens, leftOut);
  return {
    tokens,
    rollout: request.flowOnly === true ? new Float64Array() : join(await multiplyAll(mixes, T)),
    ...(token !== undefined && { flow: followDown(mixes, token) }),
    precision: model.info.statesPrecision,
    ...(read && { read }),
  };
}

/** @throws {TaskError} `bad-option` if there are no other tokens. */
function listSpecial(tokens: readonly Token[]): ReadonlySet<number> {
  const special = tokens.filter(({ kind }) => kind === "cls" || kind === "sep" || kind === "pad");
  if (special.length < tokens.length) return new Set(special.map(({ position }) => position));
  throw new TaskError("bad-option", l10n.t("a text of special tokens alone, expected others when those are left out"));
}

async function multiplyAll(mixes: readonly Matrix[], T: number): Promise<Matrix> {
  let rows = createIdentity(T);
  for (const mix of mixes) rows = await multiply(mix, rows);
  return rows;
}

async function multiply(left: Matrix, right: Matrix): Promise<Matrix> {
  const T = left.length;
  const perTurn = Math.max(1, Math.floor(MOST_AT_ONCE / (T * T)));
  const product: Float64Array[] = [];
  for (const [i, row] of left.entries()) {
    // The product of all rows of a long text takes tenths of a second: let others have their turn.
    if (i > 0 && i % perTurn === 0) await setImmediate();
    product.push(mixRows(row, right));
  }
  return product;
}

/** [T, T], row after row. */
function join(rows: Matrix): Float64Array {
  const joined = new Float64Array(rows.length ** 2);
  for (const [i, row] of rows.entries()) joined.set(row, i * rows.length);
  return joined;
}
