/**
 * Probabilities from logits: exp(x/t) / Σ exp(x/t), shifted by the largest so that nothing overflows.
 *
 * @param temperature - Over 0; divides the logits.
 */
export function softmax(logits: Float32Array, temperature = 1): Float64Array {
  const exps = new Float64Array(logits.length);
  const largest = max(logits);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    const exp = Math.exp((at(logits, i) - largest) / temperature);
    exps[i] = exp;
    sum += exp;
  }
  for (let i = 0; i < exps.length; i++) exps[i] = at(exps, i) / sum;
  return exps;
}

/** log Σ exp(x): subtract it from a logit for the log-probability. */
export function logSumExp(logits: Float32Array): number {
  const largest = max(logits);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  return largest + Math.log(sum);
}

/** Indices of the `count` largest values for which `isAllowed`, largest first; equal values by lower index. */
export function findTop(
  values: Float32Array,
  count: number,
  isAllowed: (index: number) => boolean = () => true,
): number[] {
  const top: number[] = [];
  let least = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = at(values, i);
    if ((top.length === count && value <= least) || !isAllowed(i)) continue;
    let place = top.length;
    while (place > 0 && value > at(values, top[place - 1] ?? 0)) place--;
    top.splice(place, 0, i);
    if (top.length > count) top.pop();
    least = at(values, top[top.length - 1] ?? 0);
  }
  return top;
}

function max(values: Float32Array): number {
  let largest = -Infinity;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}

function at(values: Float32Array | Float64Array, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`index ${index} of ${values.length} values`);
  return value;
}
