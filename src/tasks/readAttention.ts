import type { TextRequest } from "./listTokens";
import type { Model } from "./model";
import { readFirstWindow } from "./readFirstWindow";
import type { AttentionResult } from "./results";
import { toInput } from "./sequence";
import { softmax } from "./softmax";
import { checkWhole } from "./taskError";

export interface AttentionRequest extends TextRequest {
  /** 0..L-1; the last unless said. */
  readonly layer?: number;
  /** 0..N-1; 0 unless said. */
  readonly head?: number;
}

/**
 * The attention of one head over a text or pair. Over the model's limit it is that of the first window.
 *
 * @throws {TaskError} `bad-option` for a layer or head that the model does not have.
 */
export async function readAttention(model: Model, request: AttentionRequest): Promise<AttentionResult> {
  const { layers, heads } = model.info;
  const layer = checkWhole("layer", request.layer ?? layers - 1, 0, layers - 1);
  const head = checkWhole("head", request.head ?? 0, 0, heads - 1);
  const { tokens, read } = readFirstWindow(model, request);

  const nsp = request.pair !== undefined && model.info.has.nsp;
  const output = await model.run({ inputs: [toInput({ tokens })], attention: layer, nsp });
  const isNext = nsp ? softmax(output.nsp?.[0] ?? new Float32Array())[0] : undefined;
  return {
    tokens,
    layer,
    head,
    attention: readRows(output.attention?.[0] ?? new Float32Array(), head, tokens.length),
    ...(isNext !== undefined && { isNext }),
    ...(read && { read }),
  };
}

/** Rows of one head out of [N, T, T]. */
function readRows(maps: Float32Array, head: number, tokenCount: number): number[][] {
  const first = head * tokenCount * tokenCount;
  if (maps.length < first + tokenCount * tokenCount) {
    throw new RangeError(`attention has ${maps.length} numbers, expected head ${head} of ${tokenCount}×${tokenCount}`);
  }
  return Array.from({ length: tokenCount }, (_, row) => {
    const start = first + row * tokenCount;
    return Array.from(maps.subarray(start, start + tokenCount));
  });
}
