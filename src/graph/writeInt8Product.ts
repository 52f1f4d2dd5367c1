import type { GraphWriter } from "./graphWriter";

/** Rows in uint8: value ≈ (quantised − {@link ZERO}) / {@link LARGEST} · the largest magnitude of its row. */
export interface QuantizedInput {
  /** uint8 [R, K] */
  readonly values: string;
  /** float [R, 1] */
  readonly most: string;
}

const ZERO = 128;
const LARGEST = 127;

/**
 * Quantises each row by a scale of its own. `DynamicQuantizeMatMul`, the ready-made operator, has one for the whole
 * run: an answer would then depend on what else is computed with it.
 *
 * @param x - float [R, K]; read by several products, it is quantised once.
 */
export function quantizeInput(writer: GraphWriter, x: string): QuantizedInput {
  return writer.once(`${x} in int8`, () => {
    const most = writer.node("ReduceMax", [writer.node("Abs", [x]), writer.constant([1])]); // [R, 1]
    // A row of zeros gives 0 / 0, which becomes some byte or other; times the row's largest, 0, it is 0 again.
    const scaled = writer.node("Div", [x, most]); // -1..1
    return { values: writer.node("QuantizeLinear", [scaled, ...scaleAndZero(writer)]), most };
  });
}

/**
 * @param weights - int8 or uint8 [K, out], a float scale for each of its columns, and what 0 is in uint8.
 * @returns float [R, out]; its sums of integers are exact, whatever their order.
 */
export function writeInt8Product(
  writer: GraphWriter,
  { values, most }: QuantizedInput,
  weights: { readonly matrix: string; readonly scales: string; readonly zeros: readonly string[] },
): string {
  const [scale, zero] = scaleAndZero(writer);
  const inputs = [values, weights.matrix, scale, weights.scales, zero, ...weights.zeros];
  return writer.node("Mul", [writer.node("MatMulIntegerToFloat", inputs, { domain: "com.microsoft" }), most]);
}

function scaleAndZero(writer: GraphWriter): readonly [string, string] {
  return [writer.scalar("float", 1 / LARGEST), writer.scalar("uint8", ZERO)];
}
