import { addScaled } from "./addScaled";
import { dot } from "./dot";

/** A differentiable function of D numbers. */
export interface Objective {
  readonly size: number;
  /** @param gradient - Overwritten. @returns The value at `point`. */
  readonly evaluate: (point: Float64Array, gradient: Float64Array) => number;
  /** Multiplies a vector, in place, by an estimate of the inverse of the second derivatives. Default: leaves it. */
  readonly precondition?: (vector: Float64Array) => void;
}

export interface MinimizeOptions {
  /** The search ends where no part of the gradient is larger. */
  readonly tolerance: number;
  readonly mostSteps: number;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** False where `mostSteps` ended the search. */
  readonly isConverged: boolean;
}

/** Pairs of steps and changes of the gradient that are remembered; scikit-learn's solver keeps as many. */
const MEMORY = 10;
/** Share of the promised decrease that a step must bring (Armijo). */
const DECREASE = 1e-4;
/** Rounding in a sum of many numbers, as a share of the sum: near the minimum, values differ by no more. */
const ROUNDING = 1e-14;
const MOST_HALVINGS = 40;

interface Memory {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly curvature: number;
}

/**
 * Finds the minimum of a convex function by L-BFGS (Nocedal & Wright, Numerical Optimization, 2nd ed., algorithm 7.5),
 * with steps that are shortened until the function decreases.
 *
 * @param start - Not changed.
 */
export function minimize(
  objective: Objective,
  start: Float64Array,
  { tolerance, mostSteps }: MinimizeOptions,
): Minimum {
  const { size, evaluate } = objective;
  let point: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(size);
  let value = evaluate(point, gradient);
  const memory: Memory[] = [];
  for (let steps = 0; steps < mostSteps; steps += 1) {
    if (largest(gradient) <= tolerance) return { point, value, steps, isConverged: true };
    let direction = descend(objective, memory, gradient);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      // Rounding has spoiled what is remembered.
      memory.length = 0;
      direction = descend(objective, memory, gradient);
      slope = dot(direction, gradient);
    }
    const next = search(objective, { point, value, direction, slope });
    // Nothing smaller can be told from the value here.
    if (next === undefined) return { point, value, steps, isConverged: largest(gradient) <= 1e3 * tolerance };
    const step = subtract(next.point, point);
    const change = subtract(next.gradient, gradient);
    const curvature = dot(step, change);
    if (curvature > 1e-12 * Math.sqrt(dot(step, step) * dot(change, change))) {
      memory.push({ step, change, curvature });
      if (memory.length > MEMORY) memory.shift();
    }
    ({ point, value, gradient } = next);
  }
  return { point, value, steps: mostSteps, isConverged: largest(gradient) <= tolerance };
}

/** The direction in which to go: the negative gradient, times what is known of the inverse of the second derivatives. */
function descend({ precondition }: Objective, memory: readonly Memory[], gradient: Float64Array): Float64Array {
  const direction = gradient.map((part) => -part);
  const shares = new Float64Array(memory.length);
  for (let i = memory.length - 1; i >= 0; i -= 1) {
    const { step, change, curvature } = at(memory, i);
    const share = dot(step, direction) / curvature;
    shares[i] = share;
    addScaled(direction, change, -share);
  }
  const last = memory.at(-1);
  if (precondition) precondition(direction);
  else if (last) multiply(direction, last.curvature / dot(last.change, last.change));
  for (const [i, { step, change, curvature }] of memory.entries()) {
    addScaled(direction, step, (shares[i] ?? 0) - dot(change, direction) / curvature);
  }
  return direction;
}

function search(
  { size, evaluate }: Objective,
  from: {
    readonly point: Float64Array;
    readonly value: number;
    readonly direction: Float64Array;
    readonly slope: number;
  },
): { readonly point: Float64Array; readonly value: number; readonly gradient: Float64Array } | undefined {
  let length = 1;
  for (let halvings = 0; halvings < MOST_HALVINGS; halvings += 1) {
    const point = Float64Array.from(from.point);
    addScaled(point, from.direction, length);
    const gradient = new Float64Array(size);
    const value = evaluate(point, gradient);
    if (value <= from.value + DECREASE * length * from.slope + ROUNDING * Math.abs(from.value)) {
      return { point, value, gradient };
    }
    // The minimum of the parabola through what is known, but neither a tiny step nor hardly a shorter one.
    const parabola = (-from.slope * length * length) / (2 * (value - from.value - from.slope * length));
    length = Number.isFinite(parabola) ? Math.min(0.5 * length, Math.max(0.1 * length, parabola)) : 0.1 * length;
  }
  return undefined;
}

function largest(vector: Float64Array): number {
  let most = 0;
  for (const part of vector) most = Math.max(most, Math.abs(part));
  return most;
}

function multiply(a: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i += 1) a[i] = (a[i] ?? NaN) * factor;
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((part, i) => part - (b[i] ?? NaN));
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${index} of ${items.length}`);
  return item;
}
