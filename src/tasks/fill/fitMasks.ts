import type { Model } from "../model/model";
import type { PartRead } from "../schemas/partReadSchema";
import { countAdded } from "../sequences/countAdded";
import { fitSegments } from "../sequences/fitSegments";
import { readSegment, type Segment } from "../sequences/readSegment";
import type { MaskContext } from "./buildMaskInput";
import type { FillReading, MaskFills } from "./fillRequest";
import type { Mask, MaskedText } from "./maskedText";
import { cutNeighbours, type Neighbours, NO_NEIGHBOURS, selectNeighbours } from "./selectNeighbours";

/** What a masked text is read with, and how much of it all the model takes. */
export interface Fitting {
  readonly b: Segment | undefined;
  readonly maxTokens: number;
  /** Special tokens that the sequence has besides the masks. */
  readonly added: number;
  /** Tokens that fills may need beyond those of the masks. */
  readonly extra: number;
  /** They fit, or there are none. */
  readonly neighbours: Neighbours;
}

export type ReadContext = MaskContext & { readonly read: PartRead | undefined };

/** Reads the pair, and those of the texts around that belong to the text. */
export async function readFitting(
  model: Model,
  request: FillReading,
  { own, extra }: { readonly own: Segment; readonly extra: number },
): Promise<Fitting> {
  const b = request.pair === undefined ? undefined : readSegment(model.tokenizer, request.pair);
  const { maxTokens } = model.info;
  const added = countAdded(model.tokenizer, b);
  const fitting = { b, maxTokens, added, extra, neighbours: NO_NEIGHBOURS };
  if (!hasNeighbours(request)) return fitting;
  const room = maxTokens - fitting.added - own.length - extra - (b?.length ?? 0);
  const read = (texts: readonly string[] = []) =>
    texts.map((text) => readSegment(model.tokenizer, text, { specials: request.specials ?? "mask" }));
  // A space stands between two texts, which in some vocabularies is part of the word behind it.
  const spaced = (texts: readonly string[] = []) => texts.map((text) => ` ${text}`);
  const [first = [], others] = [request.before?.slice(0, 1), spaced(request.before?.slice(1))];
  const cut = cutNeighbours(read([...first, ...others]), read(spaced(request.after)), room);
  return { ...fitting, neighbours: await selectNeighbours(model, own, cut) };
}

/** Which texts around were read along; `undefined` where the request gave none. */
export function listRead(request: FillReading, { neighbours }: Fitting): MaskFills["context"] {
  if (!hasNeighbours(request)) return undefined;
  const indices = (side: Neighbours["before"]) => side.map(({ index }) => index);
  return { before: indices(neighbours.before), after: indices(neighbours.after) };
}

/** Tokens of the text that a window holds at least, if the text is cut. */
export function countRoom({ b, maxTokens, added, extra }: Fitting): number {
  const room = maxTokens - extra - added;
  return b === undefined ? room : Math.max(room - b.length, Math.ceil(room / 2));
}

/** @param masks - Those that one window holds, ascending. @returns A context for each. */
export function fitMasks(
  { segment }: MaskedText,
  masks: readonly Mask[],
  { b, maxTokens, added, extra, neighbours }: Fitting,
): readonly ReadContext[] {
  const [before, after] = [neighbours.before, neighbours.after].map((side) => side.flatMap((near) => near.segment));
  if (before && after && before.length + after.length > 0) {
    const a = [...before, ...segment, ...after];
    return masks.map(({ index, width }) => ({ a, b, index: before.length + index, width, read: undefined }));
  }
  const [first = 0, last = 0] = [masks[0]?.index, masks.at(-1)?.index];
  const keep = Math.floor((first + last) / 2);
  const fitted = fitSegments(segment, b, { maxTokens: maxTokens - extra, added, keep });
  const token = fitted.a[0];
  const skipped = token === undefined ? 0 : segment.indexOf(token);
  const { a, read } = fitted;
  return masks.map(({ index, width }) => ({ a, b: fitted.b, index: index - skipped, width, read }));
}

function hasNeighbours({ before = [], after = [] }: FillReading): boolean {
  return before.length + after.length > 0;
}
