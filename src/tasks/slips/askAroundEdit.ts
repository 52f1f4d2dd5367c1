import type { Tokenizer } from "../../tokenizer/encoding";
import type { ModelInput } from "../model/model";
import { selectMaskPiece } from "../sequences/selectMaskPiece";

/** A change of the pieces of one of a sentence's inputs: those from `start` to `end` give way to `pieces`. */
export interface PieceEdit {
  readonly input: number;
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly number[];
  /** They were masked and read before, and are not read once more. */
  readonly isRead?: true;
}

/** Questions about the pieces around a change, without and with it, and what their answers say. */
export interface AroundEdit {
  readonly masked: readonly { readonly input: ModelInput; readonly position: number }[];
  /** @param answers - For each of `masked`, the log-probability of each piece. */
  read(answers: readonly ((id: number) => number)[]): AroundReading;
}

export interface AroundReading {
  /** How much more likely the pieces around are, in nats, where the change is made. */
  readonly around: number;
  /** ln P of the pieces that the change puts in, each masked; 0 where it puts in none, or they are read already. */
  readonly inserted: number;
}

/** Pieces on either side that are masked, one after the other. */
const REACH = 2;

/**
 * Masks each piece around a change, once as it is written and once changed, and each piece that is put in. If the model can
 * read no longer input, the piece that is farthest from the change is left out.
 */
export function askAroundEdit(
  tokenizer: Tokenizer,
  input: ModelInput,
  { start, end, pieces, isRead }: PieceEdit,
  maxTokens: number,
): AroundEdit {
  const mask = selectMaskPiece(tokenizer).id;
  const grown = pieces.length - (end - start);
  const changed = {
    ids: input.ids.toSpliced(start, end - start, ...pieces),
    segments: input.segments.toSpliced(start, end - start, ...pieces.map(() => input.segments[start] ?? 0)),
  };
  const hide = ({ ids, segments }: ModelInput, position: number) =>
    cutFar({ input: { ids: ids.with(position, mask), segments }, position }, maxTokens);
  const unread = isRead === true ? [] : pieces;
  // The first and the last piece are [CLS] and [SEP].
  const places = [
    ...Array.from({ length: REACH }, (_, i) => start - 1 - i).filter((place) => place > 0),
    ...Array.from({ length: REACH }, (_, i) => end + i).filter((place) => place < input.ids.length - 1),
  ];
  return {
    masked: [
      ...unread.map((_, i) => hide(changed, start + i)),
      ...places.flatMap((place) => [hide(input, place), hide(changed, place < start ? place : place + grown)]),
    ],
    read(answers) {
      const nats = (index: number, id = NaN) => answers[index]?.(id) ?? NaN;
      const from = unread.length;
      return {
        inserted: unread.reduce((sum, id, i) => sum + nats(i, id), 0),
        around: places.reduce((sum, place, i) => {
          const id = input.ids[place];
          return sum + nats(from + 2 * i + 1, id) - nats(from + 2 * i, id);
        }, 0),
      };
    },
  };
}

interface Masked {
  readonly input: ModelInput;
  readonly position: number;
}

function cutFar({ input: { ids, segments }, position }: Masked, maxTokens: number): Masked {
  const excess = ids.length - maxTokens;
  if (excess <= 0) return { input: { ids, segments }, position };
  const isEarly = position < ids.length / 2;
  const from = isEarly ? ids.length - 1 - excess : 1;
  return {
    input: { ids: ids.toSpliced(from, excess), segments: segments.toSpliced(from, excess) },
    position: isEarly ? position : position - excess,
  };
}
