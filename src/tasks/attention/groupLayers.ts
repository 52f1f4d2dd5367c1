/** Most numbers of attention held at once, 64 MB. The maps of a BERT-large have six times as many for 512 tokens. */
const MOST_NUMBERS = 16 * 2 ** 20;

/**
 * Layers whose maps are asked for together. There are as few groups as memory allows: each runs the layers below it again.
 *
 * @param layers - Those that are wanted.
 * @param numbers - Numbers in the maps of one layer: N · T · T.
 */
export function groupLayers(layers: readonly number[], numbers: number): readonly (readonly number[])[] {
  const size = Math.max(1, Math.floor(MOST_NUMBERS / numbers));
  return Array.from({ length: Math.ceil(layers.length / size) }, (_, group) =>
    layers.slice(group * size, (group + 1) * size),
  );
}
