import type { GraphWriter } from "./graphWriter";

/** Rows in uint8: value ≈ (quantised − {@link ZERO}) · scale of its row. */
export interface QuantizedInput {
  /** uint8 [R, K] */
  readonly values: string;
  /** float [R, 1] */
  readonly scales: string;
}

/** Products of uint8 and int8 are those that processors have an instruction for. */
const ZERO = 128;
const LARGEST = 127;
/** Below it a row's largest value is taken for it, so that a row of zeros does not divide by zero. */
const LEAST = 1e-30;

/**
 * Quantises each row by a scale of its own. `DynamicQuantizeMatMul`, the ready-made operator, has one for the whole
 * batch: an answer would then depend on what else is computed with it.
 *
 * @param x - float [R, K]; read by several products, it is quantised once.
 */
export function quantizeInput(writer: GraphWriter, x: string): QuantizedInput {
  return writer.once(`${x} in int8`, () => {
    const most = writer.node("ReduceMax", [writer.node("Abs", [x]), writer.constant([1])]); // [R, 1]
    const scales = writer.node("Mul", [
      writer.node("Max", [most, writer.scalar("float", LEAST)]),
      writer.scalar("float", 1 / LARGEST),
    ]);
    const scaled = writer.node("Mul", [x, writer.node("Reciprocal", [scales])]); // -127..127
    const unit = [writer.scalar("float", 1), writer.scalar("uint8", ZERO)];
    return { values: writer.node("QuantizeLinear", [scaled, ...unit]), scales };
  });
}

/**
 * @param weights - int8 [K, out], and a float scale for each of its columns.
 * @returns float [R, out]; its sums of integers are exact, whatever their order.
 */
export function writeInt8Product(
  writer: GraphWriter,
  input: QuantizedInput,
  weights: { readonly matrix: string; readonly scales: string },
): string {
  const product = writer.node(
    "MatMulIntegerToFloat",
    [input.values, weights.matrix, writer.scalar("float", 1), weights.scales, writer.scalar("uint8", ZERO)],
    { domain: "com.microsoft" },
  );
  return writer.node("Mul", [product, input.scales]);
}
