import type { GraphWriter } from "../onnx/graphWriter";

/** Rows in uint8: value ≈ (quantised − zero) · scale · the largest magnitude of its row. */
export interface QuantizedInput {
  /** uint8 […, K] */
  readonly values: string;
  /** float […, 1] */
  readonly most: string;
  /** A float and a uint8, the same for all rows. */
  readonly scale: string;
  readonly zero: string;
}

/** What is known of the input of a dense layer. */
export interface DenseInput {
  /** What no value is below, where that is known and near zero: nearly all steps are then above zero. */
  readonly least?: number;
  /** The axis that is multiplied, the last: 1 unless said. */
  readonly axis?: number;
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
 * @param x - float […, K]; read by several products, it is quantised once.
 */
export function quantizeInput(writer: GraphWriter, x: string, { least, axis = 1 }: DenseInput = {}): QuantizedInput {
  return writer.once(`${x} in int8`, () => {
    const middle = least === undefined ? MIDDLE : least < 0 ? BELOW : 0;
    const [scale, zero] = [writer.scalar("float", 1 / (BYTE - middle)), writer.scalar("uint8", middle)];
    const largest = writer.node("ReduceMax", [
      least === undefined ? writer.node("Abs", [x]) : x,
      writer.constant([axis]), // counted from the front: of no rows, ONNX Runtime 1.30 takes -1 for no axis at all
    ]);
    const most = least === undefined || least === 0 ? largest : reachDown(writer, largest, least);
    // A row of zeros gives 0 / 0, which becomes some byte or other; times the row's largest, 0, it is 0 again.
    const scaled = writer.node("Div", [x, most]); // -1..1
    return { values: writer.node("QuantizeLinear", [scaled, scale, zero]), most, scale, zero };
  });
}

/** The largest of each row, or so much that the steps below zero reach down to `least`. */
function reachDown(writer: GraphWriter, largest: string, least: number): string {
  return writer.node("Max", [largest, writer.scalar("float", (-least * (BYTE - BELOW)) / BELOW)]);
}

/**
 * @param weights - int8 [K, out], and a float scale for each of its columns.
 * @returns float […, out]; its sums of integers are exact, whatever their order.
 */
export function writeInt8Product(
  writer: GraphWriter,
  { values, most, scale, zero }: QuantizedInput,
  weights: { readonly matrix: string; readonly scales: string },
): string {
  const inputs = [values, weights.matrix, scale, weights.scales, zero];
  return writer.node("Mul", [writer.node("MatMulIntegerToFloat", inputs, { domain: "com.microsoft" }), most]);
}
