import type { GraphWriter } from "../onnx/graphWriter";

/** Rows in uint8: value ≈ (quantized − zero) · scale · most of its row. */
export interface QuantizedInput {
  /** uint8 […, K] */
  readonly values: string;
  /** float […, 1]: the largest magnitude of each row, or more where the input has a known lower bound. */
  readonly most: string;
  /** A float; like `zero`, a uint8, it is the same for all rows. */
  readonly scale: string;
  readonly zero: string;
}

/** What is known about the input of a dense layer. */
export interface DenseInput {
  /** A lower bound of the values, if one near zero is known: then nearly all steps can lie above zero. */
  readonly least?: number;
  /** The last axis, along which the product sums. Default: 1. */
  readonly axis?: number;
}

/** Zero point for inputs of either sign: 127 steps above it and as many below. */
const MIDDLE = 128;
/** Zero point for inputs with a known lower bound: so many steps lie below zero, and all others above. */
const BELOW = 28;
const BYTE = 255;

/**
 * Quantizes each row with a scale of its own. The ready-made operator `DynamicQuantizeMatMul` has one scale for the whole
 * run, so an answer would depend on whatever else is in the run.
 *
 * @param x - float […, K]. It is quantized once, even if several products read it.
 */
export function quantizeInput(writer: GraphWriter, x: string, { least, axis = 1 }: DenseInput = {}): QuantizedInput {
  return writer.once(`${x} in int8`, () => {
    const middle = least === undefined ? MIDDLE : least < 0 ? BELOW : 0;
    const [scale, zero] = [writer.scalar("float", 1 / (BYTE - middle)), writer.scalar("uint8", middle)];
    const largest = writer.node("ReduceMax", [
      least === undefined ? writer.node("Abs", [x]) : x,
      // Counted from the front: if there are no rows, ONNX Runtime 1.30 takes -1 for no axis at all.
      writer.constant([axis]),
    ]);
    const most = least === undefined || least === 0 ? largest : reachDown(writer, largest, least);
    // A row of zeros gives 0 / 0, which becomes some arbitrary byte; multiplied by `most`, 0, it is 0 again.
    const scaled = writer.node("Div", [x, most]); // -1..1
    return { values: writer.node("QuantizeLinear", [scaled, scale, zero]), most, scale, zero };
  });
}

/** The largest value of each row, or more if that is needed for the steps below zero to reach down to `least`. */
function reachDown(writer: GraphWriter, largest: string, least: number): string {
  return writer.node("Max", [largest, writer.scalar("float", (-least * (BYTE - BELOW)) / BELOW)]);
}

/**
 * @param weights - int8 [K, out], and a float scale for each of its columns.
 * @returns float […, out]. The sums are of integers, so they are exact in any order.
 */
export function writeInt8Product(
  writer: GraphWriter,
  { values, most, scale, zero }: QuantizedInput,
  weights: { readonly matrix: string; readonly scales: string },
): string {
  const inputs = [values, weights.matrix, scale, weights.scales, zero];
  return writer.node("Mul", [writer.node("MatMulIntegerToFloat", inputs, { domain: "com.microsoft" }), most]);
}
