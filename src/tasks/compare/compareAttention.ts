import { selectHeadMap } from "../attention/selectHeadMap";
import { listMovedLinks } from "../mask/listMovedLinks";
import { measureMoved } from "../mask/measureMoved";
import type { Head } from "../schemas/headSchema";
import type { AlignedWord } from "./alignWords";
import type { CompareResult } from "./compareRequest";
import { joinWeights } from "./joinWeights";
import { readMaps, type Side, type Sides } from "./readSide";

interface ComparedAttention extends Pick<CompareResult, "links" | "layers"> {
  /** By word. */
  readonly moved: readonly number[];
}

/** Where the attention of these heads changed, and how much that of every head did, if both models have the same ones. */
export async function compareAttention(
  { before, after }: Sides,
  { words, heads }: { readonly words: readonly AlignedWord[]; readonly heads: CompareResult["heads"] },
): Promise<ComparedAttention> {
  const shape = before.model.info;
  const isSameShape = shape.layers === after.model.info.layers && shape.heads === after.model.info.heads;
  const sumBefore = createMean(before, heads.before);
  const sumAfter = createMean(after, heads.after);
  const layers: number[][] = [];
  if (isSameShape) {
    const all = Array.from({ length: shape.layers }, (_, layer) => layer);
    const others = readMaps(after, all);
    for await (const mapsBefore of readMaps(before, all)) {
      const { value: mapsAfter } = await others.next();
      if (!mapsAfter) throw new RangeError(`no maps of layer ${layers.length} after`);
      sumBefore.add(layers.length, mapsBefore);
      sumAfter.add(layers.length, mapsAfter);
      const maps = { before: mapsBefore, after: mapsAfter, T: [before.tokens.length, after.tokens.length] as const };
      layers.push(Array.from({ length: shape.heads }, (_, head) => measureHead(maps, head, words)));
    }
  } else {
    await sumBefore.read();
    await sumAfter.read();
  }
  const [a, b] = [joinWeights(sumBefore.mean, words, "before"), joinWeights(sumAfter.mean, words, "after")];
  return {
    links: listMovedLinks(a, b, words.length).filter((link) => link.before !== link.after),
    moved: measureMoved(a, b, words.length),
    ...(isSameShape && { layers }),
  };
}

/** The mean over the words of both. */
function measureHead(
  maps: {
    readonly before: Float32Array;
    readonly after: Float32Array;
    readonly T: readonly [number, number];
  },
  head: number,
  words: readonly AlignedWord[],
): number {
  const moved = measureMoved(
    joinWeights(selectHeadMap(maps.before, head, maps.T[0]), words, "before"),
    joinWeights(selectHeadMap(maps.after, head, maps.T[1]), words, "after"),
    words.length,
  );
  const shared = moved.filter((_, index) => words[index]?.before && words[index].after);
  return shared.length === 0 ? 0 : shared.reduce((sum, each) => sum + each, 0) / shared.length;
}

/** Adds up the maps of these heads. */
function createMean(side: Side, heads: readonly Head[]) {
  const T = side.tokens.length;
  const mean = new Float64Array(T * T);
  const add = (layer: number, maps: Float32Array) => {
    for (const { head } of heads.filter((each) => each.layer === layer)) {
      const map = selectHeadMap(maps, head, T);
      for (let i = 0; i < mean.length; i += 1) mean[i] = (mean[i] ?? NaN) + (map[i] ?? NaN) / heads.length;
    }
  };
  const read = async () => {
    const layers = [...new Set(heads.map(({ layer }) => layer))];
    let index = 0;
    for await (const maps of readMaps(side, layers)) add(layers[index++] ?? NaN, maps);
  };
  return { mean, add, read };
}
