import { logSumExp } from "../model/logSumExp";
import type { Model, ModelInput, TopPieces } from "../model/model";
import { selectTop } from "../model/selectTop";
import { selectMaskPiece } from "../sequences/selectMaskPiece";
import { buildMaskInput, type MaskContext, maskPosition } from "./buildMaskInput";
import type { Word } from "./wordScorer";

/** What the model says of one mask: V logits, or no logits but the best pieces. */
export interface MaskAnswer {
  readonly logits: Float32Array;
  readonly top?: readonly Word[];
}

const NO_LOGITS = new Float32Array();

/**
 * The answer for each context's own mask; masks that share a sequence share one run.
 *
 * @param top - How many pieces to ask for, instead of all logits.
 */
export async function readMasks(
  model: Model,
  contexts: readonly MaskContext[],
  top: number | undefined,
): Promise<readonly MaskAnswer[]> {
  const maskId = selectMaskPiece(model.tokenizer).id;
  const sequences = new Map<string, number>();
  const inputs: ModelInput[] = [];
  const mlm = contexts.map((context) => {
    const input = buildMaskInput(model, context, [maskId]);
    const key = input.ids.join();
    const index = sequences.get(key) ?? inputs.push(input) - 1;
    sequences.set(key, index);
    return { input: index, position: maskPosition(context) };
  });
  if (top === undefined) {
    const { mlm: rows = [] } = await model.run({ inputs, mlm });
    return rows.map((logits) => ({ logits }));
  }
  const { top: rows = [] } = await model.run({ inputs, mlm, top: Math.min(top, model.info.vocabularySize) });
  return rows.map((row) => ({ logits: NO_LOGITS, top: readWords(row) }));
}

/** The model's own ranking: the pieces of the whole vocabulary. */
export function rankPieces(logits: Float32Array, top: number): Word[] {
  const all = logSumExp(logits);
  return selectTop(logits, top).map((id) => ({ ids: [id], logProbability: (logits[id] ?? NaN) - all }));
}

function readWords({ ids, logProbabilities }: TopPieces): Word[] {
  return Array.from(ids, (id, i) => ({ ids: [id], logProbability: logProbabilities[i] ?? NaN }));
}
