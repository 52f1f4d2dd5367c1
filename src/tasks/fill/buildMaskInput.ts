import type { Model, ModelInput } from "../model/model";
import { joinSegments } from "../sequences/joinSegments";
import { type Segment } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";

/** What one mask stands in: A with its [MASK]s, cut to fit, and B. */
export interface MaskContext {
  readonly a: Segment;
  readonly b: Segment | undefined;
  /** Index of the mask in `a`. */
  readonly index: number;
  /** How many tokens of `a` the mask is, from there. Default: 1. */
  readonly width?: number;
}

/** Index in the sequence of the mask, after [CLS]. */
export function maskPosition(context: MaskContext): number {
  return context.index + 1;
}

/** The context's sequence with these pieces in place of its mask. */
export function buildMaskInput(model: Model, context: MaskContext, ids: readonly number[]): ModelInput {
  const mask = context.a[context.index];
  if (mask === undefined) throw new RangeError(`mask at ${context.index} of ${context.a.length} tokens`);
  const pieces = ids.map((id) => ({ ...mask, id, text: model.tokenizer.vocabulary.readPiece(id) }));
  const a = [...context.a.slice(0, context.index), ...pieces, ...context.a.slice(context.index + (context.width ?? 1))];
  return toInput(joinSegments(model.tokenizer, a, context.b));
}
