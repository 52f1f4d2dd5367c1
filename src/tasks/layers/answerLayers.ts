import * as l10n from "@vscode/l10n";
import { type Mask, maskText, readBefore } from "../fill/maskedText";
import { toFill } from "../fill/toFill";
import { checkWhole } from "../model/checkWhole";
import type { Model, TopPieces } from "../model/model";
import { softmax } from "../model/softmax";
import { TaskError } from "../model/taskError";
import { countAdded } from "../sequences/countAdded";
import { fitSegments } from "../sequences/fitSegments";
import { joinSegments } from "../sequences/joinSegments";
import { readSegment } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";
import { findToneLabels } from "../tone/findToneLabels";
import { sumByTone } from "../tone/sumByTone";
import { toProbabilities } from "../tone/toProbabilities";
import type { LayerAnswers, LayersParams, LayersResult } from "./layersRequest";

/** Tokens before the first of a text: [CLS]. */
const BEFORE = 1;

/**
 * What each readout would answer if it read the states of an earlier layer: fills of masks, P(next) and tone. The readouts
 * learnt from the last layer alone, whose answers are those of `fill`, `pair` and `tone`; from the others they say how far
 * an answer has come about. Of a text over the model's limit, only the first window is read, and its masks.
 *
 * Source: the "logit lens" of nostalgebraist (2020), which the published readouts make possible for BERT.
 *
 * @throws {TaskError} `no-mask` for a mask beyond the first window, `bad-span`, `bad-option`; {ModelError} `no-readout`.
 */
export async function answerLayers(model: Model, request: LayersParams): Promise<LayersResult> {
  const { info, tokenizer } = model;
  const top = checkWhole("top", request.top ?? 5, 1, 100);
  const { specials = "mask" } = request;
  const { segment, masks } = readMasked(model, request);
  const pair = request.pair === undefined ? undefined : readSegment(tokenizer, request.pair, { specials });
  const fitted = fitSegments(segment, pair, {
    maxTokens: info.maxTokens,
    added: countAdded(tokenizer, pair),
    keep: "start",
  });
  const beyond = masks.find(({ index }) => index >= fitted.a.length);
  if (beyond !== undefined) throw refuseBeyond(beyond, info.maxTokens);

  const { tokens } = joinSegments(tokenizer, fitted.a, fitted.b);
  const tones = pair === undefined ? findToneLabels(info) : undefined;
  const nsp = pair !== undefined && info.has.nsp;
  if (masks.length === 0 && !nsp && tones === undefined) {
    throw new TaskError(
      "no-mask",
      l10n.t(
        'model "{0}" has nothing to say of this text layer by layer, expected a [MASK] in it or a pair',
        info.name,
      ),
    );
  }
  const layers = Array.from({ length: info.layers + 1 }, (_, layer) => layer);
  const output = await model.run({
    inputs: [toInput({ tokens })],
    layers,
    ...(masks.length > 0 && {
      mlm: masks.map(({ index }) => ({ input: 0, position: index + BEFORE })),
      top: Math.min(top, info.vocabularySize),
    }),
    nsp,
    classifier: tones !== undefined,
  });
  return {
    tokens,
    layers: layers.map((layer): LayerAnswers => {
      const next = nsp ? output.nsp?.[layer] : undefined;
      const tone = output.classifier?.[layer];
      return {
        layer,
        masks: masks.map((mask, m) => ({
          ...mask.span,
          fills: listFills(model, mask, { text: request.text, top: output.top?.[layer * masks.length + m] }),
        })),
        ...(next && { next: softmax(next)[0] ?? NaN }),
        ...(tone && tones && { tone: sumByTone(info, tones, Array.from(toProbabilities(info, tone))) }),
      };
    }),
    ...(nsp && info.pairQuestion && { pairQuestion: info.pairQuestion }),
    precision: info.statesPrecision,
    ...(fitted.read && { read: fitted.read }),
  };
}

/** A [MASK] of the sequence, of which a blank such as [MASK*2] has several. */
type MaskToken = Pick<Mask, "span" | "index"> & { readonly mask: Mask };

function readMasked(
  { tokenizer, info }: Model,
  { text, masks: spans, specials = "mask" }: LayersParams,
): { readonly segment: ReturnType<typeof readSegment>; readonly masks: readonly MaskToken[] } {
  if (spans === undefined && info.mask === undefined)
    return { segment: readSegment(tokenizer, text, { specials }), masks: [] };
  try {
    const { segment, masks } = maskText(tokenizer, text, { spans, specials });
    const each = masks.flatMap((mask) =>
      Array.from({ length: mask.width }, (_, i) => ({ mask, span: mask.span, index: mask.index + i })),
    );
    return { segment, masks: each };
  } catch (error) {
    // A text without masks has a tone, and a pair its P(next), at each layer.
    if (spans !== undefined || !(error instanceof TaskError && error.code === "no-mask")) throw error;
    return { segment: readSegment(tokenizer, text, { specials }), masks: [] };
  }
}

function listFills(
  model: Model,
  { mask }: MaskToken,
  { text, top }: { readonly text: string; readonly top: TopPieces | undefined },
): LayerAnswers["masks"][number]["fills"] {
  const opens = model.tokenizer.vocabulary.opensWord(readBefore(text, mask));
  return Array.from(top?.ids ?? [], (id, i) => {
    const word = { ids: [id], logProbability: top?.logProbabilities[i] ?? NaN };
    const fill = toFill(model, word, { original: mask.original, opens });
    return { text: fill.text, probability: fill.probability };
  });
}

function refuseBeyond({ span: { start, end } }: Pick<Mask, "span">, maxTokens: number): TaskError {
  return new TaskError(
    "no-mask",
    l10n.t("mask {0}–{1} is beyond the first {2} tokens, expected it within", start, end, maxTokens),
  );
}
