import type { Model } from "../model/model";
import { softmax } from "../model/softmax";
import { fitSegments } from "../sequences/fitSegments";
import { joinSegments } from "../sequences/joinSegments";
import type { Segment } from "../sequences/readSegment";
import { selectMaskPiece } from "../sequences/selectMaskPiece";
import { toInput } from "../sequences/toInput";

/** Texts around the one that is filled, in the order of the document. */
export interface Neighbours {
  readonly before: readonly Neighbour[];
  readonly after: readonly Neighbour[];
}

export interface Neighbour {
  /** Its place in the request's list. */
  readonly index: number;
  readonly segment: Segment;
}

export const NO_NEIGHBOURS: Neighbours = { before: [], after: [] };

/**
 * Tokens that are read along on each side, at most. With them what is asked about fills most of a window of 128 tokens;
 * more would make answers slower.
 */
const REACH = 64;

/**
 * Least log-odds of "is next" of a text that is read along. Of 400 words in documentation it keeps 73 in 100 of the texts
 * around, and 3 in 100 of those from other documents; at 0 it is 88 and 6 (docs/decisions/fills-in-context.md).
 */
const LEAST_ODDS = 1;

/** Tokens of a text that is cut; from fewer, nobody can tell what it is about. */
const LEAST_PART = 8;

/**
 * The nearest texts on each side that fit, nearest first in what they get: one that is too long keeps what is near.
 *
 * @param room - Tokens for both sides.
 */
export function cutNeighbours(before: readonly Segment[], after: readonly Segment[], room: number): Neighbours {
  const half = Math.floor(room / 2);
  const count = (segments: readonly Segment[]) => segments.reduce((sum, { length }) => sum + length, 0);
  const left = takeNearest(before, "end", Math.min(REACH, Math.max(half, room - count(after))));
  const used = left.reduce((sum, { segment }) => sum + segment.length, 0);
  return { before: left, after: takeNearest(after, "start", Math.min(REACH, room - used)) };
}

/** @param near - Which end of each segment lies nearer to the text. */
function takeNearest(segments: readonly Segment[], near: "start" | "end", room: number): readonly Neighbour[] {
  const taken: Neighbour[] = [];
  let left = room;
  const entries = [...segments.entries()];
  for (const [index, whole] of near === "end" ? entries.reverse() : entries) {
    if (left <= 0) break;
    const segment = near === "end" ? whole.slice(-left) : whole.slice(0, left);
    left -= segment.length;
    if (segment.length === whole.length || segment.length >= LEAST_PART) taken.push({ index, segment });
  }
  return near === "end" ? taken.reverse() : taken;
}

/**
 * Those of the neighbours that belong to the text, as the model's own next-sentence readout says of each: a text that
 * is about something else pulls fills away (docs/decisions/fills-in-context.md). One run of the model.
 *
 * @param own - The text with its masks.
 */
export async function selectNeighbours(model: Model, own: Segment, neighbours: Neighbours): Promise<Neighbours> {
  const { before, after } = neighbours;
  if (before.length + after.length === 0) return neighbours;
  if (!model.info.has.nsp || model.info.pairQuestion === "order") return selectSurer(model, own, neighbours);
  const { maxTokens } = model.info;
  const pairs = [
    ...before.map(({ segment }) =>
      fitSegments(segment, own, { maxTokens, added: model.tokenizer.addedTokens.pair, keep: "end" }),
    ),
    ...after.map(({ segment }) =>
      fitSegments(own, segment, { maxTokens, added: model.tokenizer.addedTokens.pair, keep: "end" }),
    ),
  ];
  const inputs = pairs.map(({ a, b }) => toInput(joinSegments(model.tokenizer, a, b)));
  const { nsp = [] } = await model.run({ inputs, nsp: true });
  const follows = nsp.map((logits) => (logits[0] ?? NaN) - (logits[1] ?? NaN) > LEAST_ODDS);
  return {
    before: before.filter((_, i) => follows[i]),
    after: after.filter((_, i) => follows[before.length + i]),
  };
}

/** All neighbours or none: a model without a next-sentence readout shows by how sure it is whether they help. */
async function selectSurer(model: Model, own: Segment, neighbours: Neighbours): Promise<Neighbours> {
  const { tokenizer } = model;
  const [before, after] = [neighbours.before, neighbours.after].map((side) => side.flatMap(({ segment }) => segment));
  if (before === undefined || after === undefined) return NO_NEIGHBOURS;
  const inputs = [own, [...before, ...own, ...after]].map((segment) => toInput(joinSegments(tokenizer, segment)));
  const { id: maskId } = selectMaskPiece(tokenizer);
  const masks = [...own.entries()].filter(([, { id }]) => id === maskId);
  const positionsAfter = (skipped: number) => masks.map(([index]) => 1 + skipped + index);
  const mlm = [
    ...positionsAfter(0).map((position) => ({ input: 0, position })),
    ...positionsAfter(before.length).map((position) => ({ input: 1, position })),
  ];
  const { mlm: rows = [] } = await model.run({ inputs, mlm });
  const unsure = rows.map(computeEntropy);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return sum(unsure.slice(masks.length)) < sum(unsure.slice(0, masks.length)) ? neighbours : NO_NEIGHBOURS;
}

function computeEntropy(logits: Float32Array): number {
  return softmax(logits).reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
}
