/** The map of one head, [T, T], out of those of a layer, [N, T, T]. It shares the memory of `maps`. */
export function selectHeadMap(maps: Float32Array, head: number, tokenCount: number): Float32Array {
  const size = tokenCount * tokenCount;
  if (maps.length < (head + 1) * size) {
    throw new RangeError(`attention has ${maps.length} numbers, expected head ${head} of ${tokenCount}×${tokenCount}`);
  }
  return maps.subarray(head * size, (head + 1) * size);
}
