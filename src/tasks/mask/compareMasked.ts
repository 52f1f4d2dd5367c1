import { selectHeadMap } from "../attention/selectHeadMap";
import { checkWhole } from "../model/checkWhole";
import type { Model, ModelOutput } from "../model/model";
import { readGuess } from "../model/readGuess";
import { softmax } from "../model/softmax";
import { spellPiece } from "../model/spellPiece";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { selectMaskPiece } from "../sequences/selectMaskPiece";
import { toInput } from "../sequences/toInput";
import { findToneLabels } from "../tone/findToneLabels";
import { sumByTone } from "../tone/sumByTone";
import { toProbabilities } from "../tone/toProbabilities";
import { compareVectors } from "./compareVectors";
import { listMovedLinks } from "./listMovedLinks";
import type { MaskParams, MaskResult } from "./maskRequest";
import { measureMoved } from "./measureMoved";
import { selectPositions } from "./selectPositions";

/**
 * Masks words and reads the text twice, as it is and with them masked: what the model would write there, and how P(next),
 * tone, the attention of one head and the vectors after the last layer change. Of a text over the model's limit, only the
 * first window is read.
 *
 * A token becomes one [MASK] and nothing else changes, so that both readings have the same positions.
 *
 * @throws {TaskError} `bad-option` for what cannot be masked, or a layer or head that the model does not have;
 * `too-many`; {ModelError} `no-readout` if the vocabulary has no mask piece.
 */
export async function compareMasked(model: Model, request: MaskParams): Promise<MaskResult> {
  const { info, tokenizer } = model;
  const layer = checkWhole("layer", request.layer ?? info.layers - 1, 0, info.layers - 1);
  const head = checkWhole("head", request.head ?? 0, 0, info.heads - 1);
  const top = Math.min(checkWhole("top", request.top ?? 5, 1, 100), info.vocabularySize);
  const mask = selectMaskPiece(tokenizer);
  const { tokens, read } = readFirstWindow(model, request);
  const { text, pair } = request;
  const positions = selectPositions({ text, pair, tokens, cased: tokenizer.cased }, request.mask);

  const before = toInput({ tokens });
  const after = { ...before, ids: before.ids.map((id, position) => (positions.includes(position) ? mask.id : id)) };
  const tones = pair === undefined ? findToneLabels(info) : undefined;
  const nsp = pair !== undefined && info.has.nsp;
  const output = await model.run({
    inputs: [before, after],
    ...(info.has.mlm && { mlm: positions.map((position) => ({ input: 1, position })) }),
    nsp,
    classifier: tones !== undefined,
    attention: [layer],
    hidden: [info.layers],
    exact: true,
  });
  const [mapBefore, mapAfter] = [0, 1].map((input) =>
    selectHeadMap(output.attention?.[input]?.[0] ?? new Float32Array(), head, tokens.length),
  ) as [Float32Array, Float32Array];
  const next = nsp ? readBoth(output.nsp, (row) => softmax(row)[0] ?? NaN) : undefined;
  const tone =
    tones && readBoth(output.classifier, (row) => sumByTone(info, tones, Array.from(toProbabilities(info, row))));
  return {
    tokens,
    positions,
    masked: (output.mlm ?? []).map((logits, i) => {
      const position = positions[i] ?? 0;
      const token = tokens[position];
      if (token === undefined) throw new RangeError("logits of a token that is not there");
      const isPiece = token.kind === "word" || token.kind === "continuation";
      const piece = isPiece ? spellPiece(tokenizer.vocabulary, token.id) : token.text;
      return { position, ...readGuess(tokenizer.vocabulary, logits, { id: token.id, text: piece, top }) };
    }),
    ...(next && { next }),
    ...(tone && { tone }),
    layer,
    head,
    links: listMovedLinks(mapBefore, mapAfter, tokens.length),
    moved: measureMoved(mapBefore, mapAfter, tokens.length),
    cosines: compareVectors(readStates(output, 0), readStates(output, 1), tokens.length),
    ...(next && info.pairQuestion && { pairQuestion: info.pairQuestion }),
    precision: info.statesPrecision,
    ...(read && { read }),
  };
}

function readStates({ hidden }: ModelOutput, input: number): Float32Array {
  return hidden?.[input]?.[0] ?? new Float32Array();
}

function readBoth<T>(
  rows: readonly Float32Array[] | undefined,
  read: (row: Float32Array) => T,
): { readonly before: T; readonly after: T } | undefined {
  const [before, after] = rows ?? [];
  return before && after && { before: read(before), after: read(after) };
}
