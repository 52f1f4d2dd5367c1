import { setImmediate } from "#platform/turns";
import type { Token } from "../../tokenizer/encoding";
import { groupLayers } from "../attention/groupLayers";
import { selectHeadMap } from "../attention/selectHeadMap";
import type { Model } from "../model/model";
import { toInput } from "../sequences/toInput";
import type { PairBetween } from "./pairRequest";

/** Positions of the tokens of each text, without special ones. */
interface Sides {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/**
 * How much of their attention the tokens of A give those of B, and the other way round, in each layer and head.
 *
 * @param tokens - `[CLS] A [SEP] B [SEP]`; sentences that stand before A in its segment count as neither.
 * @param lengthA - Tokens of A alone, or more than there was room for.
 */
export async function measureBetween(model: Model, tokens: readonly Token[], lengthA: number): Promise<PairBetween> {
  const { layers, heads } = model.info;
  const T = tokens.length;
  const own = (segment: 0 | 1) =>
    tokens.flatMap(({ word, segment: of, position }) => (word !== undefined && of === segment ? [position] : []));
  const sides: Sides = { a: own(0).slice(-lengthA), b: own(1) };
  const measured: PairBetween["layers"][number][] = [];
  for (const attention of groupLayers(
    Array.from({ length: layers }, (_, layer) => layer),
    heads * T * T,
  )) {
    const output = await model.run({ inputs: [toInput({ tokens })], attention });
    for (const maps of output.attention?.[0] ?? []) {
      measured.push(Array.from({ length: heads }, (_, head) => measureHead(selectHeadMap(maps, head, T), T, sides)));
      // A layer of a long pair takes some hundredths of a second: let others have their turn.
      await setImmediate();
    }
  }
  return { layers: measured, even: { ab: sides.b.length / T, ba: sides.a.length / T } };
}

function measureHead(map: Float32Array, T: number, { a, b }: Sides): PairBetween["even"] {
  const sum = (from: readonly number[], to: readonly number[]) => {
    let total = 0;
    for (const row of from) for (const column of to) total += map[row * T + column] ?? NaN;
    return total / from.length;
  };
  return { ab: sum(a, b), ba: sum(b, a) };
}
