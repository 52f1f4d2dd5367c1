import type { GraphWriter } from "./graphWriter";

/** Rows in uint8: value ≈ (quantised − zero) · scale · the largest magnitude of its row. */
export interface QuantizedInput {
  /** uint8 [R, K] */
  readonly values: string;
  /** float [R, 1] */
  readonly most: string;
  /** A float and a uint8, the same for all rows. */
  readonly scale: string;
  readonly zero: string;
}

/** For inputs of either sign: 127 steps up and as many down. */
const MIDDLE = 128;
/** For inputs that go down to a known value only: the steps below zero, and those that are left above it. */
const BELOW = 28;
const BYTE = 255;

/**
 * Quantises each row by a scale of its own. `DynamicQuantizeMatMul`, the ready-made operator, has one for the whole
 * run: an answer would then depend on what else is computed with it.
 *
 * @param x - float [R, K]; read by several products, it is quantised once.
 * @param least - What no value of `x` is below, if that is known and near zero: nearly all steps are then above zero.
 */
export function quantizeInput(writer: GraphWriter, x: string, least?: number): QuantizedInput {
  return writer.once(`${x} in int8`, () => {
    const middle = least === undefined ? MIDDLE : least < 0 ? BELOW : 0;
    const [scale, zero] = [writer.scalar("float", 1 / (BYTE - middle)), writer.scalar("uint8", middle)];
    const most = least === undefined ? findLargest(writer, writer.node("Abs", [x])) : findTop(writer, x, least);
    // A row of zeros gives 0 / 0, which becomes some byte or other; times the row's largest, 0, it is 0 again.
    const scaled = writer.node("Div", [x, most]); // -1..1
    return { values: writer.node("QuantizeLinear", [scaled, scale, zero]), most, scale, zero };
  });
}

/** float [R, K] → [R, 1] */
function findLargest(writer: GraphWriter, x: string): string {
  return writer.node("ReduceMax", [x, writer.constant([1])]);
}

/** The largest of each row, or so much that the steps below zero reach down to `least`. */
function findTop(writer: GraphWriter, x: string, least: number): string {
  const largest = findLargest(writer, x);
  const floor = (-least * (BYTE - BELOW)) / BELOW;
  return least < 0 ? writer.node("Max", [largest, writer.scalar("float", floor)]) : largest;
}

/**
 * @param weights - int8 or uint8 [K, out], a float scale for each of its columns, and what 0 is in uint8.
 * @returns float [R, out]; its sums of integers are exact, whatever their order.
 */
export function writeInt8Product(
  writer: GraphWriter,
  { values, most, scale, zero }: QuantizedInput,
  weights: { readonly matrix: string; readonly scales: string; readonly zeros: readonly string[] },
): string {
  const inputs = [values, weights.matrix, scale, weights.scales, zero, ...weights.zeros];
  return writer.node("Mul", [writer.node("MatMulIntegerToFloat", inputs, { domain: "com.microsoft" }), most]);
}
