import type { GraphWriter } from "../onnx/graphWriter";

/** Rows in uint8: value ≈ least + quantized · range / 255, with a range for each row. */
export interface QuantizedInput {
  /** uint8 [R, K] */
  readonly values: string;
  /** float [R, 1] */
  readonly range: string;
  /** float [R, 2]: the least value of each row, and 1. Undefined if all rows have the same, which is known. */
  readonly offset: string | undefined;
}

const BYTE = 255;

/**
 * Quantizes each row with a scale and a zero point of its own, so that no answer depends on the other rows of a run, and
 * so that values which are far from zero on one side only, as those of published models are, cost the others no precision.
 *
 * @param x - float [R, K]. It is quantized once, even if several products read it.
 * @param bound - A lower bound of the values, if one near zero is known. It then is the least value of all rows: nobody
 *   has to look for it, and what it adds to a product is a constant.
 */
export function quantizeInput(writer: GraphWriter, x: string, bound?: number): QuantizedInput {
  // eslint-disable-next-line language/untranslated -- a name of a part of the graph
  return writer.once(`${x} in int8`, () => {
    // Counted from the front: if there are no rows, ONNX Runtime 1.30 takes -1 for no axis at all.
    const axis = writer.constant([1]);
    const largest = writer.node("ReduceMax", [x, axis]);
    const least = bound === undefined ? writer.node("ReduceMin", [x, axis]) : writer.scalar("float", bound);
    const range = writer.node("Sub", [largest, least]);
    // A row of equal values gives 0 / 0, which becomes some arbitrary byte; multiplied by the range, 0, it is 0 again.
    const share = writer.node("Div", [writer.node("Sub", [x, least]), range]); // 0..1
    const values = writer.node("QuantizeLinear", [share, writer.scalar("float", 1 / BYTE), writer.scalar("uint8", 0)]);
    return { values, range, offset: bound === undefined ? appendOne(writer, least) : undefined };
  });
}

/** What an input is multiplied by. */
export interface Int8Matrix {
  /** int8 [K, out] */
  readonly matrix: string;
  /** float [out] */
  readonly scales: string;
  /** See `shiftName`. */
  readonly shift: string;
}

/**
 * The sums are of integers, so they are exact in any order. What the least values add to them comes from the sums of the
 * columns: (least + q · range / 255) · W = least · ΣW + q · W · range / 255.
 *
 * @returns float [R, out], the bias included.
 */
export function writeInt8Product(
  writer: GraphWriter,
  { values, range, offset }: QuantizedInput,
  { matrix, scales, shift }: Int8Matrix,
): string {
  const [scale, zero] = [writer.scalar("float", 1 / BYTE), writer.scalar("uint8", 0)];
  const sums = writer.form.isStandard
    ? writer.node("Mul", [
        writer.cast(writer.node("MatMulInteger", [values, matrix, zero]), "float"),
        writer.node("Mul", [scales, scale]),
      ])
    : writer.node("MatMulIntegerToFloat", [values, matrix, scale, scales, zero], { domain: "com.microsoft" });
  const product = writer.node("Mul", [sums, range]);
  return offset === undefined ? writer.node("Add", [product, shift]) : writer.node("Gemm", [offset, shift, product]);
}

/** [R, 1] → [R, 2] */
function appendOne(writer: GraphWriter, column: string): string {
  return writer.node("Pad", [column, writer.constant([0, 0, 0, 1]), writer.scalar("float", 1)]);
}
