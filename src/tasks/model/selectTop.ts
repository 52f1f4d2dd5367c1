/** Indices of the `count` largest values for which `isAllowed`, largest first; equal values by lower index. */
export function selectTop(
  values: Float32Array,
  count: number,
  isAllowed: (index: number) => boolean = () => true,
): number[] {
  const top: number[] = [];
  const valueAt = (place: number) => values[top[place] ?? -1] ?? NaN;
  let least = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if ((top.length === count && value <= least) || !isAllowed(i)) continue;
    let place = top.length;
    while (place > 0 && value > valueAt(place - 1)) place--;
    top.splice(place, 0, i);
    if (top.length > count) top.pop();
    least = valueAt(top.length - 1);
  }
  return top;
}
