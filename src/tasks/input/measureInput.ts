import * as l10n from "@vscode/l10n";
import { type EmbeddingPart, type Model, ModelError } from "../model/model";
import type { TextInput } from "../schemas/textParams";
import { countAdded } from "../sequences/countAdded";
import { readBlanks } from "../sequences/readBlanks";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { computeSegmentSpan } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";
import type { InputResult } from "./inputRequest";

/**
 * What the first layer is given: for each token the embeddings that are added, by their lengths, and the sum before and
 * after LayerNorm. Of a text over the model's limit, the first window is measured, and all windows are named.
 *
 * @throws {ModelError} `failed` for a model without files, whose tables cannot be read.
 */
export async function measureInput(model: Model, request: TextInput): Promise<InputResult> {
  const { info, tokenizer } = model;
  const { tokens, read } = readFirstWindow(model, request);
  const input = toInput({ tokens });
  const parts = await model.readEmbeddingParts?.(input);
  const first = parts?.[0];
  if (parts === undefined || first === undefined) {
    throw new ModelError("failed", l10n.t('model "{0}": its tables of embeddings cannot be read', info.name));
  }
  const output = await model.run({ inputs: [input], hidden: [0] });
  const { text, pair, specials = "mask" } = request;
  const [a, b] = [text, pair].map((each) => (each === undefined ? undefined : readBlanks(tokenizer, each, specials)));
  const { maxTokens } = info;
  const total = (a?.length ?? 0) + (b?.length ?? 0) + countAdded(tokenizer, b);
  return {
    tokens,
    tables: parts.map(({ table, rows, values }) => ({
      table,
      rows: [...rows],
      lengths: measureRows(values, tokens.length),
    })),
    sums: measureRows(addUp(parts), tokens.length),
    outputs: measureRows(output.hidden?.[0]?.[0] ?? new Float32Array(), tokens.length),
    size: first.values.length / tokens.length,
    limit: maxTokens,
    total,
    windows: listWindows(model, request, total),
    precision: info.statesPrecision,
    ...(read && { read }),
  };
}

function listWindows({ tokenizer, info }: Model, { text, pair, specials = "mask" }: TextInput, total: number) {
  const { maxTokens } = info;
  if (total <= maxTokens) return [{ span: { start: 0, end: text.length }, tokens: total }];
  if (pair !== undefined) return [];
  return tokenizer.encodeWindows(text, { maxTokens, specials }).map(({ tokens }) => ({
    span: computeSegmentSpan(tokens.slice(1, -1)),
    tokens: tokens.length,
  }));
}

/** [T, E]; in float64, because the order of a sum in float32 shows in its last digit. */
function addUp(parts: readonly EmbeddingPart[]): Float64Array {
  const sum = new Float64Array(parts[0]?.values.length ?? 0);
  for (const { values } of parts) for (const [i, value] of values.entries()) sum[i] = (sum[i] ?? NaN) + value;
  return sum;
}

/** The length of each of T rows. */
function measureRows(values: Float32Array | Float64Array, T: number): number[] {
  const size = values.length / T;
  return Array.from({ length: T }, (_, row) => {
    let sum = 0;
    for (let i = row * size; i < (row + 1) * size; i += 1) sum += (values[i] ?? NaN) ** 2;
    return Math.sqrt(sum);
  });
}
