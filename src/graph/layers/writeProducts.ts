import type { GraphWriter } from "../onnx/graphWriter";

/**
 * The inner product of each token's states with each other's, after the mean of all tokens is subtracted: so the products
 * keep their digits where the states have much in common, as those of published models do.
 *
 * @param states - [B, T, H], without padding.
 * @returns [B, T, T]
 */
export function writeProducts(writer: GraphWriter, states: string): string {
  const mean = writer.node("ReduceMean", [states, writer.constant([1])]); // [B, 1, H]
  const centred = writer.node("Sub", [states, mean]);
  return writer.node("Einsum", [centred, centred], {
    attributes: { equation: { kind: "string", value: "bth,bsh->bts" } },
  });
}
