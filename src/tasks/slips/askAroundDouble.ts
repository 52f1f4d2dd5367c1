import type { Tokenizer } from "../../tokenizer/encoding";
import type { ModelInput } from "../model/model";
import { selectMaskPiece } from "../sequences/selectMaskPiece";
import type { SlipSentence } from "./cutWords";

/** Questions about the words around one that stands twice, and what their answers say. */
export interface AroundDouble {
  readonly masked: readonly { readonly input: ModelInput; readonly position: number }[];
  /**
   * @param answers - For each of `masked`, the log-probability of each piece.
   * @returns How much more likely the words around are, in nats, where the second one is gone.
   */
  read(answers: readonly ((id: number) => number)[]): number;
}

/** Pieces on either side that are masked, one after the other. */
const REACH = 2;

/** Masks each piece around a word that stands twice, once as it is written and once without the second one. */
export function askAroundDouble(tokenizer: Tokenizer, { words, inputs }: SlipSentence, index: number): AroundDouble {
  const [first, second] = [words[index - 1], words[index]];
  const input = second && inputs[second.input];
  if (first === undefined || second === undefined || input === undefined) {
    throw new RangeError(`word ${index} of ${words.length}`);
  }
  const cut = second.ids.length;
  const [before, after] = [second.position - first.ids.length, second.position + cut];
  const without = (values: readonly number[]) => [...values.slice(0, second.position), ...values.slice(after)];
  const shorter = { ids: without(input.ids), segments: without(input.segments) };
  // The first and the last piece are [CLS] and [SEP].
  const places = [
    ...Array.from({ length: REACH }, (_, i) => before - 1 - i).filter((place) => place > 0),
    ...Array.from({ length: REACH }, (_, i) => after + i).filter((place) => place < input.ids.length - 1),
  ];
  const mask = ({ ids, segments }: ModelInput, position: number) => ({
    input: { ids: ids.with(position, selectMaskPiece(tokenizer).id), segments },
    position,
  });
  return {
    masked: places.flatMap((place) => [mask(input, place), mask(shorter, place < after ? place : place - cut)]),
    read: (answers) =>
      places.reduce((sum, place, i) => {
        const id = input.ids[place] ?? NaN;
        return sum + (answers[2 * i + 1]?.(id) ?? NaN) - (answers[2 * i]?.(id) ?? NaN);
      }, 0),
  };
}
